// Where improvement actions come from, each source up to a ticket that stands in ServiceNow.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SPA, TENANT, mount, tokenOf, withGraph } from "../support/graph.js";
import { expect, test } from "../support/index.js";
import { fill, numberOf, openAction, sendButton, share } from "../support/steps.js";

test.use(withGraph());

const WEB = "a83e5b90-7c21-4f6d-8d14-5b0f9c62e7d8";

/** The example mappings of the documentation, as they stand there. */
function mappings(tenantId) {
  const file = fileURLToPath(new URL("../../docs/recommendations.md", import.meta.url));
  const examples = readFileSync(file, "utf8").matchAll(/```js\n(const toRecommendation[^]*?)```/g);
  const of = (code) => new Function("tenantId", `${code}; return toRecommendation;`)(tenantId);
  return [...examples].map(([, code]) => of(code));
}

/** As Defender for Cloud's API and Prowler's JSON-OCSF have them. */
const assessment = {
  id: "/subscriptions/5b3f/resourceGroups/shop/providers/Microsoft.Compute/virtualMachines/web/providers/Microsoft.Security/assessments/4fb67663",
  properties: {
    displayName: "Virtual machines should be backed up",
    status: { code: "Unhealthy", cause: "OffByPolicy", description: "No backup is configured" },
    links: { azurePortal: "portal.azure.com/#blade/Microsoft_Azure_Security" },
    metadata: {
      categories: ["Compute"],
      description: "Backups bring back what was lost.",
      remediationDescription: "1. Open the machine.<br>2. Choose Backup.",
      userImpact: "Low",
      implementationEffort: "Moderate",
      threats: ["dataSpillage"],
    },
  },
};
const finding = {
  finding_info: {
    uid: "prowler-aws-iam_rotate_access_key_90_days-123456789012-us-east-1-deploy",
    title: "Ensure access keys are rotated every 90 days or less",
    desc: "Old keys are lost keys.",
  },
  status_code: "FAIL",
  status_detail: "User deploy has not rotated its access key for 200 days.",
  risk_details: "Whoever finds the key can use it.",
  remediation: { desc: "Rotate the key.", references: ["https://docs.aws.amazon.com/IAM/"] },
  resources: [{ group: { name: "iam" }, uid: "arn:aws:iam::123456789012:user/deploy" }],
  cloud: { account: { uid: "123456789012" }, provider: "aws" },
};

const alert = (page) => page.getByRole("alert");

/** Shares an action as a change request; gives its record. */
async function sendChange(page, instance, title) {
  const dialog = await share(page, title);
  await fill(dialog, { priority: "3 - Moderate" });
  await sendButton(dialog).click();
  const [record] = await instance.records("change_request", `number=${await numberOf(dialog)}`);
  return record;
}

test("Microsoft Graph with the portal's tokens: every page, after a wait that is said", async ({
  page,
  instance,
  graph,
  guard,
}) => {
  guard.expects(/status of 429/, /status of 401/);
  let asked = 0;
  // The first token is one that Graph does not take.
  await page.exposeFunction("graphToken", async () => {
    asked += 1;
    return asked === 1 ? "of-another-api" : tokenOf(graph);
  });
  await instance.fault({
    match: "GET /v1.0/security/secureScoreControlProfiles",
    kind: "status",
    status: 429,
    headers: { "Retry-After": "2" },
  });
  const options = { graphUrl: graph, getGraphToken: { call: "graphToken" } };
  await mount(page, instance, { ...options, route: "/secure-score" });
  await expect(page.getByText("Microsoft Graph asks to wait 2 seconds.")).toBeVisible();
  await expect(page.getByText("257 improvement actions")).toBeAttached();
  expect(asked).toBe(2);
  const history = () => instance.requests("GET", "/v1.0/security/secureScores");
  await expect.poll(async () => (await history()).at(-1)?.query).toContain("90");

  const title = "Require multifactor authentication for administrative roles";
  await openAction(page, title);
  const record = await sendChange(page, instance, title);
  expect(record.correlation_id).toBe(`snowline/${TENANT}/AdminMFAV2`);
  expect(record.description).toContain("Recommendation source: Microsoft recommendation");
  expect(record.description).toContain("Conditional Access");
});

test("Microsoft Graph without the days before: the list is there, and the page says what is missing", async ({
  page,
  instance,
  graph,
  guard,
}) => {
  guard.expects(/status of 403/);
  await page.exposeFunction("graphToken", async () => tokenOf(graph));
  // The second request is the one for 90 days.
  const match = "GET /v1.0/security/secureScores";
  await instance.fault({ match, kind: "status", status: 403, every: 2 });
  const options = { graphUrl: graph, getGraphToken: { call: "graphToken" } };
  await mount(page, instance, { ...options, route: "/secure-score" });
  await expect(page.getByText("257 improvement actions")).toBeAttached();
  await expect(alert(page)).toContainText("You may not read this organisation’s Secure Score.");
  const asked = await instance.requests("GET", "/v1.0/security/secureScores");
  expect(asked.map(({ query }) => /90/.test(query))).toEqual([false, true]);
});

test("a sign-in of its own at Microsoft, beside the one at ServiceNow", async ({
  page,
  instance,
  graph,
  guard,
}) => {
  guard.expects(/status of 400/);
  const entra = { graphUrl: graph, entraUrl: graph, route: "/secure-score" };
  const signIn = async (person) => {
    const [popup] = await Promise.all([
      page.waitForEvent("popup"),
      page.getByRole("button", { name: "Sign in to Microsoft" }).click(),
    ]);
    await popup.getByRole("link", { name: person }).click();
  };
  // An address of another type, as many begin.
  await mount(page, instance, { ...entra, graphClientId: WEB });
  await expect(page.getByRole("heading", { name: "Sign in to see your Secure Score" })).toBeVisible();
  await signIn("Megan Bowen");
  await expect(alert(page)).toContainText("AADSTS9002326");
  await expect(alert(page)).toContainText("oauth-callback.html");

  await mount(page, instance, { ...entra, graphClientId: SPA });
  await signIn("Cancel");
  await expect(alert(page)).toContainText("Nobody has let this portal read Secure Score yet.");
  await signIn("Diego Siciliani");
  await expect(alert(page)).toContainText("AADSTS65001");
  await signIn("Megan Bowen");
  await expect(alert(page)).toHaveCount(0);
  const title = "Require multifactor authentication for administrative roles";
  await page.getByRole("link", { name: title }).click();
  const record = await sendChange(page, instance, title);
  expect(record.correlation_id).toBe(`snowline/${TENANT}/AdminMFAV2`);
  const kept = await page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }));
  expect(kept.filter((key) => /session|sign-in/.test(key))).toEqual([]);
});

test("Both portals: the compliance portal's recommendations, in its words", async ({ page, instance }) => {
  const improvement = {
    id: "cm-3024",
    title: "Retain audit records",
    category: "Data",
    pointsAchieved: 3,
    maximumScore: 27,
    implementationStatus: "planned",
    description: "Records are kept for as long as the regulation asks.",
    howToImplement: "<ol><li>Open <b>Audit</b>.</li><li>Create a policy.</li></ol>",
    solution: "Microsoft Purview",
    launchUrl: "https://compliance.microsoft.com/compliancemanager",
  };
  const bare = { id: "cm-2001", title: "Name a data protection officer" };
  const [compliance, defender, prowler] = mappings(TENANT);
  const actions = [
    compliance(improvement),
    compliance(bare),
    defender(assessment),
    prowler(finding),
  ];
  await mount(page, instance, { portal: "compliance", recommendations: actions });
  await page.getByRole("link", { name: "Compliance score", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Compliance score" })).toBeVisible();
  await expect(page.getByText("3 of 27 points")).toBeVisible();
  await expect(page.getByRole("link", { name: assessment.properties.displayName })).toBeVisible();
  await expect(page.getByRole("link", { name: finding.finding_info.title })).toBeVisible();
  await expect(page.getByText("Load an export")).toHaveCount(0);
  await page.getByRole("link", { name: "Retain audit records" }).click();
  await expect(page.getByRole("link", { name: "Back to the compliance score" })).toBeVisible();
  const record = await sendChange(page, instance, "Retain audit records");
  expect(record.correlation_id).toBe(`snowline/${TENANT}/cm-3024`);
  expect(record.short_description).toBe("Retain audit records");
  expect(record.description).toContain("1. Open Audit.");
  expect(record.description).toContain("Recommendation source: Microsoft recommendation");
  expect(record.description).toContain("Recommendation category: Data");
});

test("Any recommendation: one that is not as it should be is refused with its place", async ({
  page,
  instance,
}) => {
  const good = { id: "prowler-1", title: "Rotate access keys" };
  const lists = [[good, { id: "prowler-2", title: 7 }], [good]];
  await page.exposeFunction("recommended", () => lists.shift());
  const recommendations = { call: "recommended" };
  await mount(page, instance, { recommendations, route: "/secure-score" });
  await expect(alert(page)).toContainText("The portal’s recommendations cannot be read.");
  await expect(alert(page)).toContainText("recommendations[1].title: expected string, found 7.");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("link", { name: "Rotate access keys" })).toBeVisible();
  await expect(alert(page)).toHaveCount(0);
  await mount(page, instance, { graphUrl: "http://graph.example", route: "/secure-score" });
  await expect(alert(page)).toContainText("“graphUrl” takes an https address without a path.");
});

test("the compliance portal's recommendations are shared in one go, whatever they are called", async ({
  page,
  instance,
}) => {
  const recommendations = [
    { id: "share", title: "Name a data protection officer" },
    { id: "cm-3024", title: "Retain audit records", category: "Data" },
  ];
  await mount(page, instance, { portal: "compliance", recommendations });
  await page.getByRole("link", { name: "Compliance score", exact: true }).click();
  await page.getByRole("checkbox", { name: /^Select all \d+ found$/ }).check();
  await page.getByRole("button", { name: "Share to ServiceNow…" }).click();
  await expect(page.getByRole("link", { name: "Back to the compliance score" })).toBeVisible();
  await fill(page, { priority: "3 - Moderate" });
  await page.getByRole("button", { name: "Send 2 actions to ServiceNow" }).click();
  await expect(page.getByText("2 of 2 done", { exact: true })).toBeVisible();
  const query = recommendations.map(({ title }) => `short_description=${title}`).join("^OR");
  const records = await instance.records("change_request", query);
  const made = records.map((record) => record.short_description);
  expect(made.sort()).toEqual(recommendations.map(({ title }) => title).sort());
  await page.getByRole("link", { name: "Name a data protection officer" }).click();
  const heading = { level: 1, name: "Name a data protection officer" };
  await expect(page.getByRole("heading", heading)).toBeVisible();
});

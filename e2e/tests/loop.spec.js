// From the improvement action to its ticket and back: what the points say of the ticket, and what is
// written into Secure Score.

import { SPA, TENANT, mount, tokenOf, withGraph } from "../support/graph.js";
import { expect, test } from "../support/index.js";
import { fill, numberOf, sendButton, share } from "../support/steps.js";

const DAY = 24 * 60 * 60;
/** An action of which the sandbox's tenant never gains a point. */
const MISSED = {
  id: "AdminMFAV2",
  title: "Require multifactor authentication for administrative roles",
};

const row = (page, title) => page.getByRole("row").filter({ hasText: title });
const tickets = (page) => page.getByRole("region", { name: "Tickets", exact: true });
const followUp = (page) => page.getByRole("region", { name: "To follow up" });
const decide = (page) => page.getByRole("region", { name: "Change status in Secure Score" });
const alert = (page) => page.getByRole("alert");

/** Shows the portal with Graph's score, at the Secure Score page. */
async function open(page, instance, graph, options = {}) {
  const graphToken = async () => tokenOf(graph);
  await page.exposeFunction("graphToken", graphToken).catch(() => {});
  const host = { graphUrl: graph, getGraphToken: { call: "graphToken" }, routing: "hash" };
  await mount(page, instance, { ...host, ...options });
  await page.getByRole("link", { name: "Secure Score", exact: true }).click();
  await expect(page.getByText("257 improvement actions")).toBeAttached();
}

/** Opens an action's page by way of the list. */
async function look(page, title) {
  await page.getByRole("searchbox").fill(title);
  await page.getByRole("link", { name: title, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** Shares the action whose page is open as an incident; gives its record. */
async function sendIncident(page, instance, title) {
  const dialog = await share(page, title);
  await fill(dialog, { type: "Incident", priority: "3 - Moderate", due: "2027-03-01" });
  await sendButton(dialog).click();
  const [record] = await instance.records("incident", `number=${await numberOf(dialog)}`);
  await dialog.getByRole("button", { name: "Close" }).click();
  return record;
}

const set = (instance, record, fields) =>
  instance.api("PATCH", `table/incident/${record.sys_id}`, { body: fields });
const CLOSED = { state: "7", close_code: "Solution provided", close_notes: "Done." };

/** What Graph answers. */
async function ask(graph, path) {
  const headers = { Authorization: `Bearer ${await tokenOf(graph)}` };
  return (await fetch(`${graph}/v1.0/security/${path}`, { headers })).json();
}

test.describe("reports", () => {
  test.use(withGraph());

  test("The action shows its ticket: points that a closed one has not gained are waited for, and then reported", async ({
    page,
    instance,
    graph,
  }) => {
    await open(page, instance, graph);
    await look(page, MISSED.title);
    const record = await sendIncident(page, instance, MISSED.title);
    await page.getByRole("link", { name: "Back to Secure Score" }).click();
    await expect(row(page, MISSED.title)).toContainText(record.number);
    await expect(row(page, MISSED.title)).toContainText("Due Mar 1, 2027");
    await expect(followUp(page)).toHaveCount(0);

    await set(instance, record, CLOSED);
    await look(page, MISSED.title);
    await expect(tickets(page)).toContainText("The points may take up to 48 hours to follow");
    await expect(tickets(page)).toContainText("Closed");
    await page.getByRole("link", { name: "Back to Secure Score" }).click();
    await expect(row(page, MISSED.title)).toContainText("score follows by");
    await expect(followUp(page)).toHaveCount(0);

    await instance.advance(3 * DAY);
    await page.clock.setFixedTime(Date.now() + 3 * DAY * 1000);
    await open(page, instance, graph);
    await expect(row(page, MISSED.title)).toContainText("points not gained");
    const report = followUp(page).getByRole("link", { name: /^1 action: ticket closed/ });
    await report.click();
    await expect(page).toHaveURL(/secure-score\?report=not-gained$/);
    await expect(page.getByText("1 improvement action", { exact: true })).toBeAttached();
    await expect(followUp(page)).toContainText("reopen the ticket, or choose Share");
    await look(page, MISSED.title);
    await expect(tickets(page)).toContainText("The ticket is closed, but 10 points are not gained.");

    // Somebody goes on with it.
    await set(instance, record, { state: "2" });
    // All actions: it leaves the list of those that are reported once its ticket is looked up.
    await page.getByRole("link", { name: "Secure Score", exact: true }).click();
    await look(page, MISSED.title);
    await expect(tickets(page)).not.toContainText("not gained");
    await page.getByRole("link", { name: "Back to Secure Score" }).click();
    await expect(followUp(page)).toHaveCount(0);
    await page.getByRole("search").getByRole("button", { name: "Clear filters" }).click();
    await expect(page.getByText("257 improvement actions")).toBeAttached();
  });

  test("The action shows its ticket: one that is open although all points are gained is reported", async ({
    page,
    instance,
    graph,
  }) => {
    const [score] = (await ask(graph, "secureScores?$top=1")).value;
    const { value: profiles } = await ask(graph, "secureScoreControlProfiles");
    const gained = profiles.find((profile) =>
      score.controlScores.some(
        (control) => control.controlName === profile.id && control.score === profile.maxScore,
      ),
    );
    await open(page, instance, graph);
    await look(page, gained.title);
    const record = await sendIncident(page, instance, gained.title);
    await expect(tickets(page)).toContainText("All points are gained");
    await page.getByRole("link", { name: "Back to Secure Score" }).click();
    await followUp(page).getByRole("link", { name: /^1 action: points gained/ }).click();
    await expect(page).toHaveURL(/report=still-open$/);
    await expect(row(page, gained.title)).toContainText("points gained, still open");
    await look(page, gained.title);
    await tickets(page).getByRole("link", { name: `Go to ${record.number}` }).click();
    await expect(page.getByText(record.number).first()).toBeVisible();

    await set(instance, record, CLOSED);
    await page.getByRole("link", { name: "Secure Score", exact: true }).click();
    await look(page, gained.title);
    await expect(tickets(page)).not.toContainText("All points are gained");
    await page.getByRole("link", { name: "Back to Secure Score" }).click();
    await expect(followUp(page)).toHaveCount(0);
  });

  test("The action shows its ticket: its page has all of them and how its points went", async ({
    page,
    instance,
    graph,
  }) => {
    const make = async (table, ordinal, fields) => {
      const id = `snowline/${TENANT}/${MISSED.id}${ordinal > 1 ? `~${ordinal}` : ""}`;
      const body = { correlation_id: id, short_description: "One of several", ...fields };
      return (await instance.api("POST", `table/${table}`, { body })).number;
    };
    const first = await make("incident", 1, CLOSED);
    await instance.advance(60);
    const second = await make("change_request", 1, {});
    await instance.advance(60);
    const third = await make("incident", 2, CLOSED);
    await open(page, instance, graph);
    await look(page, MISSED.title);
    const numbers = tickets(page).getByRole("link", { name: /^(INC|CHG)\d+$/ });
    await expect(numbers).toHaveText([second, third, first]);
    await expect(tickets(page).getByRole("heading", { name: "Other tickets" })).toBeVisible();
    await expect(tickets(page).getByText("Closed", { exact: true })).not.toHaveCount(0);
    const history = page.getByRole("region", { name: "Points history" });
    await expect(history).toContainText("Unchanged: 0 of 10");
    await history.getByText("Day by day").click();
    await expect(history.getByRole("row")).toHaveCount(1 + 90);
  });

  test("nobody writes into Secure Score unless the portal turns it on", async ({
    page,
    instance,
    graph,
  }) => {
    await open(page, instance, graph);
    await look(page, MISSED.title);
    await expect(page.getByRole("region", { name: "At a glance" })).toBeVisible();
    await expect(decide(page)).toHaveCount(0);
    await mount(page, instance, { graphUrl: graph, graphClientId: SPA, entraUrl: graph, route: "/data" });
    await expect(page.getByRole("heading", { name: "Data exchange" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Sent to Microsoft Graph" })).toHaveCount(0);
    await mount(page, instance, { graphUrl: graph, writeBack: "yes", route: "/secure-score" });
    await expect(alert(page)).toContainText("“writeBack” takes true or false.");
  });

  test("what Graph accepts and does not do is not believed, and what was typed stays", async ({
    page,
    instance,
    graph,
    guard,
  }) => {
    guard.expects(/status of 403/);
    await open(page, instance, graph, { writeBack: true });
    await look(page, MISSED.title);
    await decide(page).getByLabel("Status").selectOption("Risk accepted");
    await decide(page).getByLabel("Comment").fill("Not this year");
    await decide(page).getByRole("button", { name: "Change status" }).click();
    await expect(alert(page)).toContainText("accepted the status but did not change it");
    await expect(alert(page)).toContainText("“Default”");
    await expect(page.getByRole("region", { name: "At a glance" })).toContainText("To address");

    await open(page, instance, graph, { writeBack: true });
    await look(page, MISSED.title);
    await expect(decide(page).getByLabel("Comment")).toHaveValue("Not this year");
    await expect(decide(page).getByLabel("Status")).toHaveValue("riskAccepted");
    // A fault ends the connections that are open: what is under way on them is awaited first.
    const tickets = page.getByRole("region", { name: "Tickets" });
    await expect(tickets).toContainText("None yet.");
    const match = `PATCH /v1.0/security/secureScoreControlProfiles/${MISSED.id}`;
    await instance.fault({ match, kind: "status", status: 403 });
    await decide(page).getByRole("button", { name: "Change status" }).click();
    await expect(alert(page)).toContainText("SecurityEvents.ReadWrite.All");
    await expect(decide(page).getByLabel("Comment")).toHaveValue("Not this year");
  });
});

test.describe("a Graph that refuses changes", () => {
  test.use(withGraph("--graph-patch", "bad-request"));

  test("is told with its own words", async ({ page, instance, graph, guard }) => {
    guard.expects(/status of 400/);
    await open(page, instance, graph, { writeBack: true });
    await look(page, MISSED.title);
    await decide(page).getByLabel("Status").selectOption("Planned");
    await decide(page).getByRole("button", { name: "Change status" }).click();
    await expect(alert(page)).toContainText("Secure Score did not take the status.");
    await expect(alert(page)).toContainText("BadRequest: Invalid request.");
  });
});

test.describe("a Graph that makes changes", () => {
  test.use(withGraph("--graph-patch", "works"));

  test("has the status and the ticket's number, read back, and the page says what is sent", async ({
    page,
    instance,
    graph,
  }) => {
    const bodies = [];
    page.on("request", (request) => {
      if (request.method() === "PATCH") bodies.push(JSON.parse(request.postData()));
    });
    await open(page, instance, graph, { writeBack: true });
    await look(page, MISSED.title);
    const record = await sendIncident(page, instance, MISSED.title);
    const comment = `ServiceNow ticket ${record.number}`;
    await expect(decide(page).getByLabel("Comment")).toHaveValue(comment);
    await decide(page).getByLabel("Status").selectOption("Planned");
    await decide(page).getByRole("button", { name: "Change status" }).click();
    await expect(decide(page)).toContainText("Secure Score was read back and has it.");
    await expect(page.getByRole("region", { name: "At a glance" })).toContainText("Planned");
    await expect(page.getByRole("region", { name: "At a glance" })).toContainText(comment);
    const { controlStateUpdates } = await ask(graph, `secureScoreControlProfiles/${MISSED.id}`);
    expect(controlStateUpdates.at(-1)).toMatchObject({ state: "Reviewed", comment });
    const kept = await page.evaluate(() => Object.keys(localStorage));
    expect(kept.filter((key) => key.includes("decision"))).toEqual([]);

    await mount(page, instance, {
      ...{ graphUrl: graph, getGraphToken: { call: "graphToken" } },
      ...{ writeBack: true, route: "/data" },
    });
    const sent = page.getByRole("region", { name: "Sent to Microsoft Graph" });
    expect(bodies).toHaveLength(1);
    await expect(sent.getByRole("rowheader")).toHaveText(Object.keys(bodies[0]));
  });

  test("keeps what somebody else has decided until it was seen, and a draft can be discarded", async ({
    page,
    instance,
    graph,
  }) => {
    const patch = async (state, comment) => {
      const headers = {
        Authorization: `Bearer ${await tokenOf(graph)}`,
        "Content-Type": "application/json",
      };
      const vendorInformation = { provider: "SecureScore", vendor: "Microsoft" };
      const body = JSON.stringify({ state, comment, vendorInformation });
      const url = `${graph}/v1.0/security/secureScoreControlProfiles/${MISSED.id}`;
      expect((await fetch(url, { method: "PATCH", headers, body })).ok).toBe(true);
    };
    await open(page, instance, graph, { writeBack: true });
    await look(page, MISSED.title);
    await decide(page).getByLabel("Status").selectOption("Risk accepted");
    await decide(page).getByLabel("Comment").fill("Not this year");
    await expect(decide(page)).toContainText("This is a draft.");
    await patch("Reviewed", "Next week");
    const save = decide(page).getByRole("button", { name: "Change status" });
    await save.click();
    await expect(alert(page)).toContainText("Somebody else has changed this in Secure Score");
    await expect(alert(page)).toContainText("Planned");
    await expect(alert(page)).toContainText("Next week");
    const { controlStateUpdates } = await ask(graph, `secureScoreControlProfiles/${MISSED.id}`);
    expect(controlStateUpdates.at(-1)).toMatchObject({ state: "Reviewed", comment: "Next week" });

    // On the next visit, too.
    await open(page, instance, graph, { writeBack: true });
    await look(page, MISSED.title);
    await expect(alert(page)).toContainText("Next week");
    await expect(decide(page).getByLabel("Comment")).toHaveValue("Not this year");
    await save.click();
    await expect(decide(page)).toContainText("Secure Score was read back and has it.");
    await expect(alert(page)).toHaveCount(0);

    await decide(page).getByLabel("Comment").fill("Or is it?");
    await decide(page).getByRole("button", { name: "Discard the draft" }).click();
    await expect(decide(page).getByLabel("Comment")).toHaveValue("Not this year");
    await expect(decide(page).getByLabel("Status")).toBeFocused();
  });

  test("lets a third party’s work be taken back although the points are granted", async ({
    page,
    instance,
    graph,
  }) => {
    const [score] = (await ask(graph, "secureScores?$top=1")).value;
    const { value: profiles } = await ask(graph, "secureScoreControlProfiles");
    const gained = profiles.find((profile) =>
      score.controlScores.some(
        (control) => control.controlName === profile.id && control.score === profile.maxScore,
      ),
    );
    // As Graph has it a day after somebody has said so.
    await page.route("**/v1.0/security/secureScoreControlProfiles*", async (route) => {
      const response = await route.fetch();
      const json = await response.json();
      for (const profile of json.value ?? []) {
        if (profile.id === gained.id) profile.controlStateUpdates = [{ state: "ThirdParty" }];
      }
      await route.fulfill({ response, json });
    });
    await open(page, instance, graph, { writeBack: true });
    await look(page, gained.title);
    await expect(decide(page).getByLabel("Status")).toHaveValue("thirdParty");
    await expect(decide(page).getByRole("button", { name: "Change status" })).toBeVisible();
  });

  test("is asked for leave to write by the sign-in at Microsoft", async ({
    page,
    instance,
    graph,
  }) => {
    const options = { graphUrl: graph, entraUrl: graph, graphClientId: SPA };
    const scopes = [];
    for (const writeBack of [false, true]) {
      await mount(page, instance, { ...options, writeBack, route: "/secure-score" });
      const [popup] = await Promise.all([
        page.waitForEvent("popup"),
        page.getByRole("button", { name: "Sign in to Microsoft" }).click(),
      ]);
      await popup.waitForURL(/\/authorize\?/);
      scopes.push(new URL(popup.url()).searchParams.get("scope"));
      await popup.getByRole("link", { name: "MOD Administrator" }).click();
      await look(page, MISSED.title);
      await expect(decide(page)).toHaveCount(writeBack ? 1 : 0);
    }
    expect(scopes.map((scope) => /ReadWrite/.test(scope))).toEqual([false, true]);
    await decide(page).getByLabel("Status").selectOption("Resolved through third party");
    await decide(page).getByRole("button", { name: "Change status" }).click();
    await expect(decide(page)).toContainText("Secure Score was read back and has it.");
  });
});

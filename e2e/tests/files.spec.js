// A Secure Score export of one's own, from a file.

import { demoFile, expect, test } from "../support/index.js";
import { ACTION, authorize, fill, numberOf, openAction, sendButton, share } from "../support/steps.js";

const SHOWN_BEFORE = "Raise the phishing threshold";

/** Chooses a file. */
const choose = (page, contents, name = "export.json") => chooseAll(page, { [name]: contents });

/** Chooses several files together, by their names. */
async function chooseAll(page, files) {
  const chosen = Object.entries(files).map(([name, contents]) => {
    const text = typeof contents === "string" ? contents : JSON.stringify(contents);
    return { name, mimeType: "application/json", buffer: Buffer.from(text) };
  });
  await page.getByLabel("Load an export").setInputFiles(chosen);
}

/** An export with a single action. */
function exported(title, changes = {}) {
  return {
    secureScores: {
      value: [
        {
          azureTenantId: "11111111-2222-3333-4444-555555555555",
          createdDateTime: "2026-11-19T00:00:00Z",
          currentScore: 3,
          maxScore: 10,
          controlScores: [
            { controlName: "OwnAction", controlCategory: "Data", score: 3, description: "Why." },
          ],
          ...changes.score,
        },
      ],
    },
    secureScoreControlProfiles: {
      value: [
        {
          id: "OwnAction",
          title,
          maxScore: 10,
          controlCategory: "Data",
          remediation: "<ol><li>First</li><li>Second</li></ol>",
          ...changes.profile,
        },
      ],
    },
  };
}

test.beforeEach(async ({ page }) => {
  await page.goto("./#/secure-score");
  await expect(page.getByRole("link", { name: SHOWN_BEFORE })).toBeVisible();
});

test("an export takes the place of the sample, and stays when one signs in", async ({
  page,
  instance,
}) => {
  await choose(page, exported("An action of our own"), "our tenant.json");
  await expect(page.getByText("from our tenant.json")).toBeVisible();
  await expect(page.getByRole("link", { name: SHOWN_BEFORE })).toBeHidden();
  await page.goto("./#/ticketProvisioning");
  await authorize(page);
  await expect(page.getByText("as integration.user")).toBeVisible();
  await openAction(page, "An action of our own");
  const dialog = await share(page, "An action of our own");
  await fill(dialog, { priority: "3 - Moderate" });
  await sendButton(dialog).click();
  const number = await numberOf(dialog);
  const [record] = await instance.records("change_request", `number=${number}`);
  expect(record.correlation_id).toBe(
    "snowline/11111111-2222-3333-4444-555555555555/OwnAction",
  );
  expect(record.description).toContain("1. First\n2. Second");
});

test("Graph's two answers are one export, and there is a way back to the portal's data", async ({
  page,
}) => {
  const both = exported("An action of our own");
  await chooseAll(page, { "scores.json": both.secureScores, "oops.json": "<html>" });
  await expect(page.getByRole("alert")).toContainText("oops.json");
  await chooseAll(page, {
    "profiles.json": both.secureScoreControlProfiles,
    "scores.json": both.secureScores.value,
  });
  await expect(page.getByText("from profiles.json, scores.json")).toBeVisible();
  await expect(page.getByRole("alert")).toBeHidden();
  await page.reload();
  await expect(page.getByRole("link", { name: "An action of our own" })).toBeVisible();
  await page.getByRole("button", { name: "Back to the portal’s data" }).click();
  await expect(page.getByRole("link", { name: SHOWN_BEFORE })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.reload();
  await expect(page.getByRole("link", { name: SHOWN_BEFORE })).toBeVisible();
  await expect(page.getByRole("button", { name: "Back to the portal’s data" })).toBeHidden();
});

test("the scores alone are shown, with what is missing", async ({ page }) => {
  await choose(page, exported("x").secureScores, "scores.json");
  await expect(page.getByRole("link", { name: "OwnAction" })).toBeVisible();
  await expect(page.getByText("Some control profiles are missing")).toBeVisible();
});

test("the sample data has every field of Graph, and can be loaded as a file", async ({ page }) => {
  await choose(page, demoFile(), "secure-score.json");
  await expect(page.getByText("from secure-score.json")).toBeVisible();
  await expect(page.getByRole("link", { name: ACTION.title })).toBeVisible();
});

test.describe("a file that cannot be used is refused, and the list stays", () => {
  const broken = exported("Broken");
  broken.secureScores.value[0].controlScores[0].score = "three";
  const CASES = [
    {
      name: "a wrong field is named",
      contents: broken,
      says: [
        "The file is not a Secure Score export.",
        "secureScores.value[0].controlScores[0].score: expected number, found \"three\".",
        "Choose a Secure Score export",
      ],
    },
    {
      name: "a missing field is named",
      contents: exported("x").secureScoreControlProfiles,
      says: ["The file is not a complete Secure Score export.", "secureScores is missing"],
    },
    {
      name: "something else entirely",
      contents: [1, 2, 3],
      says: ["The file is not a Secure Score export.", "expected object, found"],
    },
    {
      name: "no scores at all",
      contents: { secureScores: { value: [] }, secureScoreControlProfiles: { value: [] } },
      says: ["secureScores.value[0] is missing"],
    },
    {
      name: "no JSON",
      contents: "{\n  \"secureScores\": oops }",
      says: ["The file is not JSON.", "line 2, column 19"],
    },
    { name: "an empty file", contents: "", says: ["The file is not JSON."] },
    {
      name: "a web page",
      contents: "<!doctype html><title>Sign in</title>",
      says: ["The file is not JSON.", "line 1, column 1"],
    },
  ];
  test("and the right file after it is shown", async ({ page }) => {
    const alert = page.getByRole("alert");
    for (const { name, contents, says } of CASES) {
      await test.step(name, async () => {
        await choose(page, contents, "wrong.json");
        for (const text of says) await expect(alert).toContainText(text);
        await expect(alert).toContainText("What was shown before stays.");
        await expect(alert).toContainText("wrong.json");
        await expect(page.getByRole("link", { name: SHOWN_BEFORE })).toBeVisible();
      });
    }
    await choose(page, exported("The corrected file"), "wrong.json");
    await expect(alert).toBeHidden();
    await expect(page.getByRole("link", { name: "The corrected file" })).toBeVisible();
  });
});

test("an export without actions, and one with null fields, are shown", async ({ page }) => {
  await choose(page, exported("x", { score: { controlScores: [] } }), "empty.json");
  await expect(page.getByText("from empty.json")).toBeVisible();
  const nothing = {
    actionUrl: null,
    tier: null,
    service: null,
    threats: null,
    remediation: null,
    remediationImpact: null,
    implementationCost: "UNKNOWN",
    userImpact: null,
    controlStateUpdates: null,
  };
  await choose(page, exported("Mostly null", { profile: nothing }), "null.json");
  await openAction(page, "Mostly null");
  await expect(page.getByRole("main")).not.toContainText(/\bnull\b|undefined|NaN|UNKNOWN/);
});

test("HTML in an export is shown as text and links, never run", async ({ page }) => {
  const remediation =
    '<p onclick="alert(1)">Open <a href="javascript:alert(1)">this</a> and ' +
    '<a href="https://learn.microsoft.com/x">that</a></p><script>alert(1)</script>' +
    '<img src="https://evil.example/x.png" onerror="alert(1)"><iframe src="https://evil.example">' +
    '</iframe><style>*{display:none}</style><b>Done</b>';
  page.on("dialog", (dialog) => {
    throw new Error(`a script ran: ${dialog.message()}`);
  });
  await choose(page, exported("<img src=x onerror=alert(1)>", { profile: { remediation } }));
  await openAction(page, "<img src=x onerror=alert(1)>");
  const main = page.getByRole("main");
  await expect(main.getByText("Done")).toBeVisible();
  await expect(main.getByRole("link", { name: "that" })).toHaveAttribute("rel", "noopener noreferrer");
  await expect(main.getByRole("link", { name: "this" })).toHaveCount(0);
  await expect(main.locator("script, img, iframe, style, [onclick]")).toHaveCount(0);
});

for (const width of [360, 768, 1280]) {
  test(`a title without any space stays in the page, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const title = "mdo_".repeat(50);
    await choose(page, exported(title));
    const fits = () =>
      page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
    await expect(page.getByRole("link", { name: title })).toBeVisible();
    expect(await fits()).toBe(true);
    const share = page.getByRole("button", { name: `Share: ${title}` });
    const [button, card] = [await share.boundingBox(), await page.locator(".card").boundingBox()];
    expect(button.x + button.width).toBeLessThanOrEqual(card.x + card.width);
    await page.getByRole("link", { name: title }).click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    expect(await fits()).toBe(true);
  });
}

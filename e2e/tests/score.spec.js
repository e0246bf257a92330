// The Secure Score page: how the score stands, and finding improvement actions.

import { demoFile, expect, test } from "../support/index.js";
import { ACTION, connect, openAction, fill, numberOf, sendButton, share } from "../support/steps.js";

const demo = demoFile();
const controls = new Map(
  demo.secureScores.value[0].controlScores.map((control) => [control.controlName, control]),
);
const profiles = new Map(
  demo.secureScoreControlProfiles.value.map((profile) => [profile.id, profile]),
);
// A score without a profile is called by its ID, and its percentage tells its maximum.
const actions = [...new Set([...controls.keys(), ...profiles.keys()])].map((id) => {
  const [control, profile] = [controls.get(id), profiles.get(id)];
  const max = profile?.maxScore ?? (control.score / control.scoreInPercentage) * 100;
  return {
    title: profile?.title ?? id,
    category: control?.controlCategory ?? profile.controlCategory,
    threats: profile?.threats,
    deprecated: profile?.deprecated,
    left: max - (control?.score ?? Number.NaN),
  };
});
/** So many are on a page. */
const PAGE_SIZE = 20;
const titles = (page) =>
  page
    .locator(".action-table td.title a")
    .evaluateAll((links) => links.map((link) => link.textContent).sort());

test("actions are filtered, sorted and grouped, and the address brings the view back", async ({
  page,
}) => {
  const shows = async (wanted) => {
    const expected = actions.filter(wanted).map((action) => action.title).sort();
    expect(expected.length).toBeGreaterThan(0);
    if (expected.length <= PAGE_SIZE) {
      await expect.poll(() => titles(page)).toEqual(expected);
    } else {
      await expect(page.getByText(`1\u{2013}${PAGE_SIZE} of ${expected.length}`)).toBeVisible();
      expect(expected).toEqual(expect.arrayContaining(await titles(page)));
    }
  };
  const clear = page.getByRole("search").getByRole("button", { name: "Clear filters" });
  await connect(page);
  await openAction(page, ACTION.title);
  const dialog = await share(page, ACTION.title);
  await fill(dialog, { priority: "3 - Moderate" });
  await sendButton(dialog).click();
  await numberOf(dialog);
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.goto("./#/secure-score");

  await test.step("by category, and what can still gain points", async () => {
    await page.getByRole("combobox", { name: "Category", exact: true }).selectOption("Identity");
    await shows((action) => action.category === "Identity");
    await page.getByLabel("Can still gain points").check();
    await shows(
      (action) => action.category === "Identity" && action.left > 0.005 && !action.deprecated,
    );
    await expect(page).toHaveURL(/secure-score\?category=identity&fixable=1$/);
    await page.goBack();
    await shows((action) => action.category === "Identity");
    await clear.click();
  });
  await test.step("by threat, whatever its case, and by what has a ticket", async () => {
    await page.locator("summary", { hasText: "More filters" }).click();
    await page.getByRole("combobox", { name: "Threats", exact: true }).selectOption("Account breach");
    await shows((action) => action.threats?.some((threat) => /^account breach$/i.test(threat)));
    await page.getByRole("combobox", { name: "Ticket", exact: true }).selectOption("Has a ticket");
    const rows = page.locator(".action-table tbody tr");
    await expect(rows.filter({ hasNot: page.locator(".ticket a") })).toHaveCount(0);
    await expect(page.getByRole("link", { name: ACTION.title })).toBeVisible();
    const withTicket = await titles(page);
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: ACTION.title }).click();
    await page.getByRole("link", { name: "Back to Secure Score" }).click();
    await expect.poll(() => titles(page)).toEqual(withTicket);
    await page.getByRole("searchbox").fill("no action is called this");
    await expect(page.getByText("No action matches these filters.")).toBeVisible();
    await clear.click();
    await expect(page.getByRole("searchbox")).toHaveValue("");
    await shows(() => true);
  });
  await test.step("by a head, in groups, and again after a reload", async () => {
    const head = page.getByRole("columnheader", { name: "Improvement action" });
    await head.getByRole("button").click();
    await expect(head).toHaveAttribute("aria-sort", "ascending");
    await page.getByRole("combobox", { name: "Group by", exact: true }).selectOption("Category");
    await expect(page).toHaveURL(/group=category/);
    await page.reload();
    await expect(head).toHaveAttribute("aria-sort", "ascending");
    const inIdentity = actions.filter((action) => action.category === "Identity").length;
    const group = page.getByRole("rowheader", { name: /^Identity/ });
    await expect(group).toContainText(`${inIdentity} improvement actions`);
  });
});

test("the history is a line with its days in numbers, and the points are there by category", async ({
  page,
}) => {
  await page.goto("./#/secure-score");
  const history = page.getByRole("region", { name: "Score history" });
  await expect(history).toContainText(
    "Up 1.3 percentage points: 58.5% on Nov 11, 59.8% on Nov 20",
  );
  await history.getByText("Day by day").click();
  const rows = history.getByRole("row");
  await expect(rows).toHaveCount(1 + demo.secureScores.value.length);
  await expect(rows.nth(1)).toContainText("142.43 of 238");
  const categories = page.getByRole("region", { name: "Points by category" });
  await expect(categories.getByRole("listitem")).toHaveText([
    /^Identity/,
    /^Apps/,
    /^Devices/,
    /^Data/,
  ]);
});

// The cards of the home page: where their numbers lead, and how they stay fresh.

import { MADE_HERE, expect, test } from "../support/index.js";
import { changeCard, connect, incidentCard, ticketLink } from "../support/steps.js";

const KINDS = [
  { card: changeCard, title: "Change requests", path: "change" },
  { card: incidentCard, title: "Incidents", path: "incident" },
];

for (const { card, title, path } of KINDS) {
  test(`what a card counts leads to the list of exactly that: ${title}`, async ({ page }) => {
    await connect(page);
    await page.getByLabel("Show closed").check();
    const list = page.getByRole("table", { name: title });
    const late = card(page).getByRole("link", { name: /^\d+ (overdue|due)/ });
    const states = card(page).getByRole("listitem").getByRole("link");
    await expect(late.first()).toBeVisible();
    await expect(states.first()).toBeVisible();
    const names = await late.or(states).allTextContents();
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) {
      await test.step(name, async () => {
        await card(page).getByRole("link", { name, exact: true }).click();
        await expect(page).toHaveURL(
          new RegExp(`#/tickets/${path}\\?(due=(overdue|soon)|state=-?\\d)$`),
        );
        await expect(ticketLink(list)).toHaveCount(Number(/\d+/.exec(name)[0]));
        await page.goBack();
        await expect(card(page)).toBeVisible();
      });
    }
  });
}

/** Cards whose page's time the test moves; gives the pauses that they make, in seconds. */
async function withClock(page) {
  await page.clock.install();
  await page.addInitScript(() => {
    const wait = window.setTimeout;
    window.pauses = [];
    window.setTimeout = (act, ms, ...rest) => {
      if (ms >= 60_000) window.pauses.push(ms / 1000);
      return wait.call(window, act, ms, ...rest);
    };
  });
  return () => page.evaluate(() => window.pauses);
}

const BATCH = "/api/now/v1/batch";

function show(page, shown) {
  return page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, !shown);
}

test("every minute the cards ask what is new, and what has not changed stays as it is", async ({
  page,
  instance,
}) => {
  const pauses = await withClock(page);
  await connect(page);
  await expect.poll(pauses).toEqual([60]);
  const all = incidentCard(page).getByRole("link", { name: "View all tickets" });
  await all.focus();
  const changes = await incidentCard(page).evaluateHandle((card) => {
    const seen = [];
    const all = { subtree: true, childList: true, attributes: true, characterData: true };
    const note = (list) => seen.push(...list.map((change) => change.target.nodeName));
    new MutationObserver(note).observe(card.parentElement, all);
    return seen;
  });
  const lastCall = page.getByText(/ last call /);
  const before = await lastCall.textContent();
  await page.clock.fastForward(60_000);
  await expect.poll(pauses).toEqual([60, 60]);
  await expect(lastCall).not.toHaveText(before);
  expect(await changes.jsonValue()).toEqual([]);

  const body = { short_description: "Quite new", correlation_display: MADE_HERE };
  await instance.api("POST", "table/incident", { user: "integration.user", body });
  await page.clock.fastForward(60_000);
  await expect(incidentCard(page)).toContainText("Quite new");
  await expect(all).toBeFocused();
  await expect.poll(pauses).toEqual([60, 60, 60]);
  expect(await instance.requests("POST", BATCH)).toHaveLength(3);
});

test("nothing is asked while the tab is out of sight, and at once when it is back", async ({
  page,
  instance,
}) => {
  const pauses = await withClock(page);
  await connect(page);
  await expect.poll(pauses).toEqual([60]);
  await show(page, false);
  await page.clock.fastForward(600_000);
  await show(page, true);
  await expect.poll(pauses).toEqual([60, 60]);
  expect(await instance.requests("POST", BATCH)).toHaveLength(2);
  await page.clock.fastForward(60_000);
  await expect.poll(pauses).toEqual([60, 60, 60]);
});

test("another page is not asked for by the cards", async ({ page, instance }) => {
  const pauses = await withClock(page);
  await connect(page);
  await expect.poll(pauses).toEqual([60]);
  await page.getByRole("link", { name: "Secure Score", exact: true }).click();
  await expect(changeCard(page)).toHaveCount(0);
  await page.clock.fastForward(600_000);
  await page.getByRole("link", { name: "Home", exact: true }).click();
  await expect.poll(pauses).toEqual([60, 60]);
  expect(await instance.requests("POST", BATCH)).toHaveLength(2);
});

test("an instance that is asked too often is asked more seldom, until it answers again", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/status of 429/);
  const pauses = await withClock(page);
  await connect(page);
  await expect.poll(pauses).toEqual([60]);
  await instance.fault({ match: `POST ${BATCH}`, kind: "rate_limit", retry_after: 300, times: 2 });
  await page.clock.fastForward(60_000);
  await expect.poll(pauses).toEqual([60, 300]);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("300");
  await expect(changeCard(page).getByRole("table")).toBeVisible();
  // Nor by coming back: it has asked to be left alone.
  await show(page, false);
  await show(page, true);
  expect(await instance.requests("POST", BATCH)).toHaveLength(2);
  const first = await alert.elementHandle();
  await page.clock.fastForward(300_000);
  await expect.poll(pauses).toEqual([60, 300, 300]);
  expect(await first.evaluate((element) => element.isConnected)).toBe(true);
  await page.clock.fastForward(300_000);
  await expect(alert).toBeHidden();
  await expect.poll(pauses).toEqual([60, 300, 300, 60]);
});

const choice = (page) => page.getByLabel("Tickets shown");
const rows = (page) => incidentCard(page).getByRole("row");

test("a card names the newest or those that were changed last, and remembers which", async ({
  page,
  instance,
}) => {
  const [first] = await instance.records(
    "incident",
    `correlation_display=${MADE_HERE}^stateIN1,2,3^ORDERBYsys_created_on`,
  );
  await instance.api("PATCH", `table/incident/${first.sys_id}`, {
    user: "integration.user",
    body: { short_description: "Changed just now" },
  });
  await connect(page);
  await expect(rows(page)).toHaveCount(6);
  await expect(incidentCard(page)).not.toContainText("Changed just now");
  await choice(page).focus();
  await choice(page).selectOption({ label: "Recently changed" });
  await expect(rows(page).nth(1)).toContainText("Changed just now");
  await expect(rows(page).nth(1)).toContainText(/\d+ (sec|min)\. ago|now/);
  await expect(rows(page).first()).toContainText("Changed");
  await expect(choice(page)).toBeFocused();
  await page.reload();
  await page.getByRole("button", { name: "Sign in again" }).click();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(rows(page).nth(1)).toContainText("Changed just now");
  await expect(choice(page).locator(":checked")).toHaveText("Recently changed");
  await choice(page).selectOption({ label: "Newest" });
  await expect(incidentCard(page)).not.toContainText("Changed just now");
});

test("closed tickets are neither rows nor in the picture unless they are asked for", async ({
  page,
  instance,
}) => {
  const body = { short_description: "Over and done", correlation_display: MADE_HERE };
  const made = await instance.api("POST", "table/incident", { user: "integration.user", body });
  const closing = { state: "7", close_code: "Solution provided", close_notes: "Done" };
  await instance.api("PATCH", `table/incident/${made.sys_id}`, { body: closing });
  await connect(page);
  const states = incidentCard(page).getByRole("listitem");
  await expect(states.first()).toBeVisible();
  await expect(states.filter({ hasText: /^Closed/ })).toHaveCount(0);
  await expect(incidentCard(page)).not.toContainText("Over and done");
  await page.getByLabel("Show closed").check();
  await expect(states.filter({ hasText: /^Closed/ })).toHaveCount(1);
  await expect(rows(page).nth(1)).toContainText("Over and done");
  await page.reload();
  await page.getByRole("button", { name: "Sign in again" }).click();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(page.getByLabel("Show closed")).toBeChecked();
  await expect(rows(page).nth(1)).toContainText("Over and done");
  await page.getByLabel("Show closed").uncheck();
  await expect(incidentCard(page)).not.toContainText("Over and done");
});

test("a card says that none of its tickets is open", async ({ page, instance }) => {
  for (const { sys_id: id } of await instance.records("incident", `correlation_display=${MADE_HERE}`)) {
    const closing = { state: "7", close_code: "Solution provided", close_notes: "Done" };
    await instance.api("PATCH", `table/incident/${id}`, { body: closing });
  }
  await connect(page);
  await expect(incidentCard(page)).toContainText("No ticket is open.");
  await expect(incidentCard(page).getByRole("table")).toHaveCount(0);
  await page.getByLabel("Show closed").check();
  await expect(rows(page)).toHaveCount(6);
});

test("who may not read one type of tickets is told so on its card, and has the other", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/status of 403/);
  await instance.fault({ match: `POST ${BATCH}`, kind: "status", status: 403, times: 1 });
  const match = "GET /api/now/table/change_request";
  const body = { error: { message: "User Not Authorized", detail: null }, status: "failure" };
  await instance.fault({ match, kind: "status", status: 403, times: 9, body });
  await connect(page);
  await expect(changeCard(page)).toContainText("may not read these tickets");
  await expect(changeCard(page).getByRole("button", { name: "Check the setup" })).toBeVisible();
  await expect(incidentCard(page).getByRole("table")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

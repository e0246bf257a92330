// The lists of tickets.

import { MADE_HERE, expect, test } from "../support/index.js";
import { changeCard, connect, incidentCard, signIn, ticketLink } from "../support/steps.js";

const KINDS = [
  { table: "change_request", card: changeCard, title: "Change requests", path: "change" },
  { table: "incident", card: incidentCard, title: "Incidents", path: "incident" },
];

for (const { table, card, title, path } of KINDS) {
  test(`all tickets are listed a page at a time, newest first: ${title}`, async ({
    page,
    instance,
  }) => {
    const make = (number) =>
      instance.api("POST", `table/${table}`, {
        user: "integration.user",
        body: { short_description: `Further ticket ${number}`, correlation_display: MADE_HERE },
      });
    for (let number = 1; number <= 45; number += 1) await make(number);
    const query = `correlation_display=${MADE_HERE}^ORDERBYDESCsys_created_on^ORDERBYDESCnumber`;
    const expected = (await instance.records(table, query)).map((record) => record.number);
    const total = expected.length;
    expect(total).toBeGreaterThan(50);

    await connect(page);
    await card(page).getByRole("link", { name: "View all tickets" }).click();
    await expect(page).toHaveURL(new RegExp(`#/tickets/${path}$`));
    const list = page.getByRole("table", { name: title });
    const numbers = () =>
      ticketLink(list).evaluateAll((links) => links.map((link) => link.firstChild.textContent));
    const previous = page.getByRole("button", { name: "Previous" });
    const next = page.getByRole("button", { name: "Next" });

    for (let from = 0; from < total; from += 25) {
      const to = Math.min(from + 25, total);
      await expect(page.getByText(`${from + 1}\u{2013}${to} of ${total}`)).toBeVisible();
      await expect.poll(numbers).toEqual(expected.slice(from, to));
      if (to < total) await next.click();
    }
    await expect(next).toHaveAttribute("aria-disabled", "true");
    await previous.click();
    await expect.poll(numbers).toEqual(expected.slice(25, 50));
  });
}

test("a card counts what was made here, by state, and what is late", async ({ page, instance }) => {
  await connect(page);
  await page.getByLabel("Show closed").check();
  for (const { table, card } of KINDS) {
    const records = await instance.api(
      "GET",
      `table/${table}?sysparm_display_value=all&sysparm_query=correlation_display=${encodeURIComponent(MADE_HERE)}`,
    );
    const byState = new Map();
    for (const { state } of records) {
      byState.set(state.display_value, (byState.get(state.display_value) ?? 0) + 1);
    }
    for (const [state, count] of byState) {
      const entry = card(page).getByRole("listitem").filter({ hasText: new RegExp(`^${state} `) });
      await expect(entry).toHaveText(`${state} ${count}`);
    }
    await expect(card(page).getByRole("listitem")).toHaveCount(byState.size);
    const done = table === "incident" ? ["6", "7", "8"] : ["3", "4"];
    const open = records.filter((record) => !done.includes(record.state.value));
    const now = new Date().toISOString().slice(0, 19).replace("T", " ");
    const late = open.filter(({ due_date: due }) => due.value !== "" && due.value < now);
    expect(late.length).toBeGreaterThan(0);
    await expect(card(page)).toContainText(new RegExp(`\\D${open.length}\\s*open`));
    await expect(card(page)).toContainText(`${late.length} overdue`);
    await expect(card(page).getByRole("row")).toHaveCount(6);
  }
});

test("an answer that comes late does not take the place of the page that was asked for after it", async ({
  page,
  instance,
}) => {
  for (let number = 1; number <= 45; number += 1) {
    const body = { short_description: `Further ticket ${number}`, correlation_display: MADE_HERE };
    await instance.api("POST", "table/incident", { user: "integration.user", body });
  }
  await connect(page);
  await incidentCard(page).getByRole("link", { name: "View all tickets" }).click();
  const range = page.getByText(/^\d+\u{2013}\d+ of \d+$/u);
  const next = page.getByRole("button", { name: "Next" });
  await expect(range).toContainText("1\u{2013}25 ");
  await next.click();
  await expect(range).toContainText("26\u{2013}50 ");
  let answer;
  const late = new Promise((resolve) => {
    answer = resolve;
  });
  await page.route(/sysparm_offset=50/, async (route) => {
    await late;
    await route.continue();
  });
  const asked = page.waitForRequest(/sysparm_offset=50/);
  await next.click();
  await asked;
  await expect(page.locator(".loading-bar")).toBeInViewport();
  await page.getByRole("button", { name: "Previous" }).click();
  await expect(range).toContainText("1\u{2013}25 ");
  const answered = page.waitForResponse(/sysparm_offset=50/);
  answer();
  await (await answered).finished();
  await next.click();
  await expect(range).toContainText("26\u{2013}50 ");
  await next.click();
  await expect(range).toContainText("51\u{2013}");
  await expect(page.locator(".loading-bar")).toBeHidden();
});

test("when the network is back, what could not be loaded is loaded by itself", async ({
  page,
  context,
  guard,
}) => {
  guard.expects(/ERR_INTERNET_DISCONNECTED/);
  await connect(page);
  const tickets = changeCard(page).getByRole("link", { name: "View all tickets" });
  const table = page.getByRole("table", { name: "Change requests" });
  const alert = page.getByRole("alert");

  await test.step("a part of the module", async () => {
    await context.setOffline(true);
    await tickets.click();
    await expect(alert).toContainText("A file of the portal could not be loaded.");
    await context.setOffline(false);
    await expect(table).toBeVisible();
    await expect(alert).toBeHidden();
  });
  await test.step("what the instance has", async () => {
    await page.getByRole("link", { name: "Home", exact: true }).click();
    await expect(changeCard(page).getByRole("table")).toBeVisible();
    await context.setOffline(true);
    await tickets.click();
    await expect(alert).toContainText("You are offline.");
    await expect(alert).not.toContainText("What you typed is kept.");
    await context.setOffline(false);
    await expect(table).toBeVisible();
    await expect(alert).toBeHidden();
  });
});

test("signed in as somebody who may not read the tickets, one is told so and can change that", async ({
  page,
}) => {
  await connect(page, "abel.tuter");
  const note = page.getByText("that abel.tuter may not read");
  await expect(note).toBeVisible();
  await expect(changeCard(page)).not.toContainText("No changes made from this portal yet");
  await changeCard(page).getByRole("link", { name: "View all tickets" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Change requests" })).toBeVisible();
  await expect(note).toBeVisible();
  await page.getByRole("button", { name: "Sign in again" }).click();
  await page.getByRole("link", { name: "Not you?" }).click();
  await signIn(page);
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(page.getByRole("table", { name: "Change requests" })).toBeVisible();
  await expect(note).toBeHidden();
});

test("a ticket without a name says so", async ({ page, instance }) => {
  const body = { short_description: "", correlation_display: MADE_HERE };
  await instance.api("POST", "table/incident", { user: "integration.user", body });
  await connect(page);
  await expect(incidentCard(page).getByRole("row").nth(1)).toContainText("(no name)");
});

// The list of tickets: what narrows it down, what orders it, what it gives away as a file.

import { readFileSync } from "node:fs";
import { MADE_HERE, expect, test } from "../support/index.js";
import { connect, ticketLink } from "../support/steps.js";

const table = (page) => page.getByRole("table", { name: "Incidents" });
const numbers = (page) =>
  ticketLink(table(page)).evaluateAll((links) => links.map((link) => link.firstChild.textContent));
const numbersOf = (records) => records.map((record) => record.number);

test("View all tickets: a list is filtered, sorted and paged by the instance, and its address brings it back", async ({
  page,
  instance,
}) => {
  await connect(page);
  await page.goto("./#/tickets/incident");
  const made = `correlation_display=${MADE_HERE}`;
  const newest = "ORDERBYDESCsys_created_on^ORDERBYDESCnumber";
  const shows = async (query) => {
    const expected = numbersOf(await instance.records("incident", query)).slice(0, 25);
    expect(expected.length).toBeGreaterThan(0);
    await expect.poll(() => numbers(page)).toEqual(expected);
  };
  await shows(`${made}^${newest}`);

  await test.step("only those made here, until one wants all", async () => {
    await page.getByLabel("Also those made elsewhere").check();
    await shows(newest);
    await expect(page).toHaveURL(/\?all=1$/);
  });
  await test.step("by state, with the instance's own names", async () => {
    await page.locator("summary", { hasText: "State" }).click();
    await page.getByLabel("In Progress").check();
    await shows(`stateIN2^${newest}`);
    await page.getByLabel("On Hold").check();
    await shows(`stateIN2,3^${newest}`);
    await page.keyboard.press("Escape");
    await expect(page.getByLabel("On Hold")).toBeHidden();
    await expect(page.locator("summary", { hasText: "State" })).toBeFocused();
  });
  await test.step("by priority and text", async () => {
    await page.locator("summary", { hasText: "Priority" }).click();
    await page.getByLabel("3 - Moderate").check();
    await page.getByLabel("4 - Low").check();
    await page.keyboard.press("Escape");
    const query = "stateIN2,3^priorityIN3,4";
    await shows(`${query}^${newest}`);
    const [first] = await instance.records("incident", `${query}^${newest}`);
    const word = first.short_description.split(" ")[0];
    await page.getByRole("searchbox").fill(word.toUpperCase());
    await shows(`${query}^short_descriptionLIKE${word}^${newest}`);
  });
  await test.step("by a head, twice the other way round", async () => {
    await page.getByRole("button", { name: "Clear filters" }).click();
    await table(page).getByRole("button", { name: "Number" }).click();
    await shows("ORDERBYnumber");
    await table(page).getByRole("button", { name: "Number" }).click();
    await shows("ORDERBYDESCnumber");
    const head = table(page).getByRole("columnheader", { name: "Number" });
    await expect(head).toHaveAttribute("aria-sort", "descending");
  });
  await test.step("the second page, back, and on", async () => {
    const all = numbersOf(await instance.records("incident", "ORDERBYDESCnumber"));
    await page.getByRole("button", { name: "Next" }).click();
    await expect.poll(() => numbers(page)).toEqual(all.slice(25, 50));
    await page.goBack();
    await expect.poll(() => numbers(page)).toEqual(all.slice(0, 25));
    await page.goForward();
    await expect(page).toHaveURL(/#\/tickets\/incident\?all=1&sort=-number&page=2$/);
  });
  await test.step("a column more, also the next time", async () => {
    await page.locator("summary", { hasText: "Columns" }).click();
    await page.getByRole("checkbox", { name: "Assignment group" }).check();
    await page.keyboard.press("Escape");
    const head = table(page).getByRole("columnheader", { name: "Assignment group" });
    await expect(head).toBeVisible();
    await page.getByRole("link", { name: "Home", exact: true }).click();
    await page.goto("./#/tickets/incident");
    await expect(head).toBeVisible();
  });
  await test.step("nothing, and the way out of it", async () => {
    await page.getByRole("searchbox").fill("no ticket is called this ^x");
    await expect(page.getByText("No ticket matches these filters.")).toBeVisible();
    await expect(page.getByText("cannot be searched for ^x")).toBeVisible();
    await page.getByRole("button", { name: "Clear filters" }).first().click();
    await shows(`${made}^${newest}`);
  });
});

test.describe("of thousands of tickets", () => {
  test.use({ instanceOptions: ["--tickets", "5000"] });

  test("View all tickets: the whole result is exported as CSV, goes on after a failure, and can be cancelled", async ({
    page,
    instance,
    guard,
  }) => {
    guard.expects(/status of 403/);
    await connect(page);
    await page.goto("./#/tickets/incident?all=1&sort=-number");
    await expect(table(page)).toBeVisible();
    const begin = page.getByRole("button", { name: "Export as CSV" });
    await test.step("cancelled", async () => {
      await instance.control("POST", "faults", {
        match: "GET /api/now/table/incident",
        kind: "latency",
        ms: 5000,
        times: 1,
      });
      await begin.click();
      await page.getByRole("button", { name: "Cancel the export" }).click();
      await expect(page.getByRole("progressbar")).toBeHidden();
    });
    await test.step("refused once, gone on", async () => {
      await instance.control("POST", "faults", {
        match: "GET /api/now/table/incident",
        kind: "status",
        status: 403,
        times: 1,
      });
      await begin.click();
      const saved = page.waitForEvent("download");
      await page.getByRole("button", { name: "Go on" }).click();
      const file = await saved;
      expect(file.suggestedFilename()).toMatch(/^snowline-incident-\d{4}-\d\d-\d\d\.csv$/);
      const rows = readFileSync(await file.path(), "utf8").trimEnd().split("\r\n");
      const query = "ORDERBYDESCnumber";
      const records = await instance.records("incident", query);
      expect(records.length).toBeGreaterThan(1000);
      expect(rows.length).toBe(records.length + 1);
      const inFile = rows.slice(1).map((row) => row.split(",")[0]);
      expect(inFile).toEqual(numbersOf(records));
      const count = records.length.toLocaleString("en-US");
      await expect(page.getByText(`${count} tickets saved: snowline-incident-`)).toBeVisible();
    });
  });
});

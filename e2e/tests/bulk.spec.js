// Many improvement actions shared in one go: one form, and one ticket each.

import { readFileSync } from "node:fs";
import { expect, test } from "../support/index.js";
import {
  CHANGES,
  INCIDENTS,
  all,
  done,
  line,
  noteTickets,
  press,
  select,
  selectFirst,
  send,
  shareSelected,
  tickets,
  withoutTicket,
} from "../support/bulk.js";
import { ACTION, connect, day, fill, ticketLink } from "../support/steps.js";

test.beforeEach(async ({ instance }) => noteTickets(instance));

test("actions found by a filter become tickets by one form, with a result for each", async ({
  page,
  instance,
}) => {
  await connect(page);
  const links = await withoutTicket(page, "&category=identity");
  await all(page).check();
  const titles = await links.allTextContents();
  await shareSelected(page).click();
  await expect(page).toHaveURL(/#\/secure-score\/share$/);
  await expect(line(page, ACTION.title)).toContainText("A new ticket");

  await test.step("one is taken out", async () => {
    await page.getByRole("button", { name: `Take out: ${titles.at(-1)}` }).click();
    await expect(line(page, titles.at(-1))).toHaveCount(0);
    titles.pop();
  });
  await test.step("what is missing is said at its field", async () => {
    await send(page).click();
    await expect(page.getByText("Choose a priority.")).toBeVisible();
    await expect(page.getByLabel("Priority", { exact: true })).toBeFocused();
  });
  await fill(page, { type: "Incident", priority: "2 - High", due: "2027-03-01" });
  await page.getByLabel("Note before each description").fill("Part of the spring campaign.");
  await send(page).click();
  await expect(done(page, titles.length)).toBeVisible();
  await expect(page.getByText(`${titles.length} new tickets`, { exact: true })).toBeVisible();

  const records = await tickets(instance);
  expect(records.map((record) => record.short_description).sort()).toEqual([...titles].sort());
  for (const record of records) {
    expect(record.sys_class_name).toBe("incident");
    expect([record.impact, record.urgency]).toEqual(["2", "1"]);
    expect(record.description).toMatch(/^Part of the spring campaign\.\r?\n\r?\n/);
    expect(record.description).toContain("Recommendation category: Identity");
    expect(record.description).toMatch(/Link: http.*#\/secure-score\//);
    await expect(line(page, record.short_description)).toContainText(record.number);
    await expect(line(page, record.short_description)).toContainText("Created");
  }

  await test.step("the results are a file", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      press(page, "Results as CSV").click(),
    ]);
    const rows = readFileSync(await download.path(), "utf8").trim().split("\r\n");
    expect(rows).toHaveLength(titles.length + 1);
    expect(rows[0]).toContain("Improvement action,Result,Number,Link,Why");
    for (const { number, sys_id } of records) {
      expect(rows.find((row) => row.includes(number))).toContain(sys_id);
    }
  });
  await test.step("done clears the selection, and the list knows the tickets", async () => {
    await press(page, "Done").click();
    await expect(page.getByRole("heading", { level: 1, name: "Secure Score" })).toBeVisible();
    await expect(shareSelected(page)).toHaveCount(0);
    await page.goto("./#/secure-score");
    await expect(ticketLink(line(page, ACTION.title)).first()).toBeVisible();
  });
});

test("it is safe to run again: what has an open ticket gets no other, a closed one a successor", async ({
  page,
  instance,
}) => {
  await connect(page);
  const titles = await selectFirst(page, 5);
  await shareSelected(page).click();
  await fill(page, { type: "Change request", priority: "3 - Moderate" });
  await send(page).click();
  await expect(done(page, 5)).toBeVisible();
  await press(page, "Done").click();

  await page.goto("./#/secure-score");
  await select(page, titles);
  await shareSelected(page).click();
  await expect(line(page, titles[0])).toContainText("Has an open ticket: nothing is sent");
  await fill(page, { type: "Incident", priority: "1 - Critical" });
  await send(page).click();
  await expect(page.getByText("0 new tickets · 5 had one", { exact: true })).toBeVisible();
  expect(await tickets(instance)).toHaveLength(5);
  expect(await instance.requests("POST", CHANGES)).toHaveLength(5);
  expect(await instance.requests("POST", INCIDENTS)).toHaveLength(0);
  await press(page, "Done").click();

  const first = (await tickets(instance)).find((one) => one.short_description === titles[0]);
  await instance.api("PATCH", `table/change_request/${first.sys_id}`, { body: { state: "4" } });
  await page.goto("./#/secure-score");
  await select(page, titles);
  await shareSelected(page).click();
  await fill(page, { priority: "3 - Moderate" });
  await send(page).click();
  await expect(page.getByText("1 new ticket · 4 had one", { exact: true })).toBeVisible();
  const records = await tickets(instance);
  expect(records).toHaveLength(6);
  const next = records.find((record) => record.correlation_id.endsWith("~2"));
  expect(next.description).toContain(`Follows: ${first.number}`);
});

test("without a choice each action has the priority and the days that are set for its category", async ({
  page,
  instance,
}) => {
  await connect(page);
  await page.goto("./#/configuration");
  const configuration = {
    snowline: "configuration",
    version: 1,
    defaults: {
      ticketType: "incident",
      dueDays: 14,
      priorities: { identity: "critical", apps: "low" },
    },
  };
  await page.getByLabel("Import", { exact: true }).setInputFiles({
    name: "ours.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(configuration)),
  });
  await expect(page.getByText("The configuration from ours.json holds now.")).toBeVisible();
  await withoutTicket(page);
  await select(page, [ACTION.title, "Raise the phishing threshold"]);
  await shareSelected(page).click();
  const priority = page.getByLabel("Priority", { exact: true });
  await expect(priority.locator(":checked")).toHaveText("Each action’s own, by its category");
  await expect(page.getByLabel("Due date")).toHaveValue(await day(page, 14));
  await send(page).click();
  await expect(done(page, 2)).toBeVisible();
  const records = await tickets(instance);
  const given = records.map((record) => [record.sys_class_name, record.short_description, record.priority]);
  expect(given.sort()).toEqual([
    ["incident", ACTION.title, "1"],
    ["incident", "Raise the phishing threshold", "4"],
  ]);
});

test("without a sign-in everything is filled in first, and kept until somebody has signed in", async ({
  page,
  instance,
}) => {
  await page.goto("./#/secure-score");
  await select(page, [ACTION.title, "Raise the phishing threshold"]);
  await shareSelected(page).click();
  await fill(page, { type: "Incident", priority: "4 - Low", due: "2027-05-01" });
  await page.getByRole("button", { name: "Connect to ServiceNow" }).click();
  await expect(page).toHaveURL(/ticketProvisioning/);
  await connect(page);
  await page.goto("./#/secure-score");
  await shareSelected(page).click();
  await expect(page.getByLabel("Due date")).toHaveValue("2027-05-01");
  await send(page).click();
  await expect(done(page, 2)).toBeVisible();
  expect((await tickets(instance)).map((record) => record.priority)).toEqual(["4", "4"]);
});

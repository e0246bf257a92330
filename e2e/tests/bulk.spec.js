// Many improvement actions shared in one go: one ticket each, whatever happens on the way.

import { readFileSync } from "node:fs";
import { expect, test } from "../support/index.js";
import { ACTION, TENANT, connect, day, fill, ticketLink } from "../support/steps.js";

const CHANGES = "/api/now/table/change_request";
const INCIDENTS = "/api/now/table/incident";

const all = (page) => page.getByRole("checkbox", { name: "Select all that are shown" });
const one = (page, title) => page.getByRole("checkbox", { name: title, exact: true });
const selected = (page, count) => page.getByText(`${count} selected`, { exact: true });
const shareSelected = (page) => page.getByRole("button", { name: "Share to ServiceNow…" });
const send = (page) => page.getByRole("button", { name: /^Send \d+ actions? to ServiceNow$/ });
const press = (page, name) => page.getByRole("button", { name, exact: true });
const done = (page, count, total = count) =>
  page.getByText(`${count} of ${total} done`, { exact: true });
/** The line of an action on the page where it is shared. */
const line = (page, title) => page.getByRole("row").filter({ hasText: title });

/** All tickets of a tenant's actions, in both tables, but for those from before the test. */
async function tickets(instance, tenant = TENANT) {
  const found = [];
  for (const table of ["change_request", "incident"]) {
    const query = `correlation_idSTARTSWITHsnowline/${tenant}/`;
    const path = `table/${table}?sysparm_limit=1000&sysparm_query=${query}`;
    found.push(...(await instance.api("GET", path)));
  }
  return found.filter((record) => !before.has(record.sys_id));
}

let before = new Set();
test.beforeEach(async ({ instance }) => {
  before = new Set();
  before = new Set((await tickets(instance)).map((record) => record.sys_id));
});

/** Shows the actions that have no ticket; gives their links. */
async function withoutTicket(page, query = "") {
  await page.goto(`./#/secure-score?ticket=no${query}`);
  const links = page.locator(".action-table td.title a");
  await expect(page.locator(".of-ticket").first()).toHaveText("none");
  return links;
}

/** Selects the first actions without a ticket; gives their titles. */
async function selectFirst(page, count) {
  const links = await withoutTicket(page);
  const titles = (await links.allTextContents()).slice(0, count);
  await select(page, titles);
  return titles;
}

async function select(page, titles) {
  for (const title of titles) await one(page, title).check();
  await expect(selected(page, titles.length)).toBeVisible();
}

test("what is selected stays selected while one filters, sorts and looks at an action", async ({
  page,
}) => {
  await page.goto("./#/secure-score");
  const category = page.getByRole("combobox", { name: "Category", exact: true });
  await category.selectOption("Identity");
  await expect(all(page)).not.toBeChecked();
  await all(page).check();
  const rows = page.locator(".action-table tbody tr");
  const count = await rows.count();
  expect(count).toBeGreaterThan(2);
  await expect(selected(page, count)).toBeVisible();
  const isMixed = () => all(page).evaluate((checkbox) => checkbox.indeterminate);
  expect(await isMixed()).toBe(false);

  await one(page, ACTION.title).focus();
  await page.keyboard.press("Space");
  await expect(selected(page, count - 1)).toBeVisible();
  await expect.poll(isMixed).toBe(true);
  await expect(all(page)).not.toBeChecked();
  await one(page, ACTION.title).check();
  await expect(all(page)).toBeChecked();

  await category.selectOption("Data");
  await expect(page.getByText(`${count} of them not shown by the filters`)).toBeVisible();
  await expect(all(page)).not.toBeChecked();
  await category.selectOption("");
  await page.getByRole("link", { name: ACTION.title }).click();
  await page.getByRole("link", { name: "Back to Secure Score" }).click();
  await expect(one(page, ACTION.title)).toBeChecked();
  await expect(selected(page, count)).toBeVisible();
  await page.reload();
  await expect(selected(page, count)).toBeVisible();

  await press(page, "Clear selection").click();
  await expect(shareSelected(page)).toHaveCount(0);
  await expect(all(page)).toBeFocused();
  await expect(one(page, ACTION.title)).not.toBeChecked();
});

test("a click on a checkbox draws its own row anew and no other", async ({ page }) => {
  await page.goto("./#/secure-score");
  await expect(one(page, ACTION.title)).toBeVisible();
  const changed = await page.evaluate(async (title) => {
    const find = (root, selector) => {
      for (const element of root.querySelectorAll("*")) {
        const inner = element.shadowRoot && find(element.shadowRoot, selector);
        if (inner) return inner;
      }
      return root.querySelector(selector);
    };
    const body = find(document, ".action-table tbody");
    const rows = new Set();
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target.nodeType === 1 ? target : target.parentElement;
        rows.add(element.closest("tr"));
      }
    });
    const everything = { attributes: true, childList: true, characterData: true, subtree: true };
    observer.observe(body, everything);
    body.querySelector(`input[aria-label="${title}"]`).click();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return rows.size;
  }, ACTION.title);
  await expect(selected(page, 1)).toBeVisible();
  expect(changed).toBe(1);
});

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

test("a run is stopped, found again after a reload with its results, and goes on", async ({
  page,
  instance,
}) => {
  await connect(page);
  const titles = await selectFirst(page, 9);
  await shareSelected(page).click();
  await fill(page, { priority: "3 - Moderate" });
  await instance.fault({ match: `POST ${CHANGES}`, kind: "latency", ms: 300, times: 100 });
  await send(page).click();
  await expect(page.locator(".share-table").getByText("Created").first()).toBeVisible();
  await press(page, "Stop").click();
  await expect(page.getByText(/^Stopped\. \d are still to be sent/)).toBeVisible();
  const made = (await tickets(instance)).length;
  expect(made).toBeGreaterThan(0);
  expect(made).toBeLessThan(9);
  await expect(page.locator(".share-table").getByText("Created")).toHaveCount(made);

  await test.step("a reload in the middle of it", async () => {
    await press(page, "Go on").click();
    await expect(page.locator(".share-table").getByText("Sending…").first()).toBeVisible();
    await page.reload();
    await page.getByRole("button", { name: "Sign in to ServiceNow" }).first().click();
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    await expect(page.getByText(/^Stopped\. \d (is|are) still to be sent/)).toBeVisible();
    await expect(page.getByLabel("Priority", { exact: true })).toHaveValue("moderate");
  });
  await instance.clearFaults();
  await press(page, "Go on").click();
  await expect(done(page, 9)).toBeVisible();
  const records = await tickets(instance);
  expect(records.map((record) => record.short_description).sort()).toEqual([...titles].sort());
  await expect(page.getByText(/^9 new tickets$/)).toBeVisible();
});

test("leaving the page stops the run, and it is found as it was", async ({ page, instance }) => {
  await connect(page);
  await selectFirst(page, 8);
  await shareSelected(page).click();
  await fill(page, { priority: "3 - Moderate" });
  // The first three are there soon; there is time to leave while the next three are under way.
  await instance.fault({ match: `POST ${CHANGES}`, kind: "latency", ms: 1, times: 3 });
  await instance.fault({ match: `POST ${CHANGES}`, kind: "latency", ms: 3000, times: 3 });
  await send(page).click();
  await expect(page.locator(".share-table").getByText("Created").first()).toBeVisible();
  await page.getByRole("link", { name: "Home", exact: true }).click();
  await page.goBack();
  await expect(page.getByText(/^Stopped\. \d (is|are) still to be sent/)).toBeVisible();
  expect((await tickets(instance)).length).toBeLessThan(8);
  await press(page, "Go on").click();
  await expect(done(page, 8)).toBeVisible();
  expect(await tickets(instance)).toHaveLength(8);
});

test("what concerns all rows pauses the run with the reason, and it goes on", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/status of 403/);
  await connect(page);
  await selectFirst(page, 6);
  await shareSelected(page).click();
  await fill(page, { priority: "3 - Moderate" });
  await instance.fault({
    match: `POST ${CHANGES}`,
    kind: "status",
    status: 403,
    body: { error: { message: "Operation Failed", detail: "ACL Exception" }, status: "failure" },
    times: 100,
  });
  await send(page).click();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("ServiceNow does not allow this.");
  await expect(page.locator(".share-table").getByText("Not sent").first()).toBeVisible();
  expect(await tickets(instance)).toHaveLength(0);
  await instance.clearFaults();
  await alert.getByRole("button", { name: "Go on" }).click();
  await expect(done(page, 6)).toBeVisible();
  await expect(alert).toHaveCount(0);
  expect(await tickets(instance)).toHaveLength(6);
});

test("a field that one action is refused for want of is asked for, and the failed are tried again", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/status of 403/);
  await connect(page);
  await selectFirst(page, 4);
  await shareSelected(page).click();
  await fill(page, { priority: "3 - Moderate" });
  const detail = "Data Policy Exception: The following fields are mandatory: Assignment group";
  await instance.fault({
    match: `POST ${CHANGES}`,
    kind: "status",
    status: 403,
    body: { error: { message: "Operation Failed", detail }, status: "failure" },
  });
  await send(page).click();
  await expect(done(page, 4)).toBeVisible();
  await expect(page.getByText("3 new tickets · 1 not sent", { exact: true })).toBeVisible();
  await expect(page.getByText("did not take the ticket without this field")).toBeVisible();
  await press(page, "Try the failed again").click();
  await expect(page.getByText("4 new tickets", { exact: true })).toBeVisible();
  expect(await tickets(instance)).toHaveLength(4);
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

/** An export of a tenant with so many actions. */
function exported(tenant, count) {
  const ids = Array.from({ length: count }, (_, at) => `Action${String(at).padStart(4, "0")}`);
  const categories = ["Identity", "Data", "Apps", "Device", "Infrastructure"];
  const category = (at) => categories[at % categories.length];
  return {
    secureScores: {
      value: [
        {
          azureTenantId: tenant,
          createdDateTime: "2026-11-19T00:00:00Z",
          currentScore: 0,
          maxScore: count,
          controlScores: ids.map((controlName, at) => ({
            controlName,
            controlCategory: category(at),
            score: 0,
            description: "Why it is done.",
          })),
        },
      ],
    },
    secureScoreControlProfiles: {
      value: ids.map((id, at) => ({
        id,
        title: `Improve number ${at}`,
        maxScore: 1,
        controlCategory: category(at),
        remediation: "<ol><li>First</li><li>Second</li></ol>",
      })),
    },
  };
}

test("200 actions against an instance that fails one request in five end with exactly 200 tickets", async ({
  page,
  instance,
  guard,
}) => {
  guard.allows(/Failed to load resource/, /blocked by CORS policy/);
  const tenant = "11111111-2222-3333-4444-555555555555";
  await page.clock.install();
  await connect(page);
  await page.goto("./#/secure-score");
  await page.getByLabel("Load an export").setInputFiles({
    name: "export.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(exported(tenant, 200))),
  });
  await all(page).check();
  await expect(selected(page, 200)).toBeVisible();
  await shareSelected(page).click();
  await fill(page, { priority: "3 - Moderate" });

  // Of the POSTs one in five fails, before the record was made and after; of all others, too.
  const often = { times: 10_000 };
  await instance.fault({ match: "POST /api/now/*", kind: "drop_before", every: 15, ...often });
  await instance.fault({ match: "POST /api/now/*", kind: "drop_after_commit", every: 14, ...often });
  await instance.fault({ match: "POST /api/now/*", kind: "rate_limit", every: 13, ...often });
  await instance.fault({ match: "GET /api/now/*", kind: "drop_before", every: 10, ...often });
  await instance.fault({ match: "GET /api/now/*", kind: "status", status: 503, every: 9, ...often });

  await send(page).click();
  // The pauses before it is tried again take no time.
  while (!(await done(page, 200).isVisible())) {
    await page.clock.runFor(4_000);
  }
  await instance.clearFaults();
  const ids = (await tickets(instance, tenant)).map((record) => record.correlation_id);
  expect(ids).toHaveLength(200);
  expect(new Set(ids).size).toBe(200);
  await expect(page.getByText(/^200 new tickets$/)).toBeVisible();
  const { requests } = await instance.control("GET", "requests");
  const failed = requests.filter(({ fault }) => fault !== null).length;
  expect(failed).toBeGreaterThan(50);
});

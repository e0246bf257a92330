// Managing the configuration: the connection, what states are called and what counts as open,
// what a new task begins with, and all of it as a file.

import { readFileSync } from "node:fs";
import { MADE_HERE, expect, test } from "../support/index.js";
import {
  ACTION,
  changeCard,
  connect,
  expectFilled,
  fill,
  incidentCard,
  numberOf,
  openAction,
  sendButton,
  share,
  theDialog,
} from "../support/steps.js";

const MANAGE = "Manage ServiceNow configuration";
const title = (page) => page.getByRole("heading", { level: 1, name: MANAGE });
const states = (page, type) =>
  page.getByRole("region", { name: `Ticket state names: ${type}` });
const incidents = (page) => states(page, "incidents");
const changes = (page) => states(page, "change requests");
const defaults = (page) => page.getByRole("region", { name: "New tasks" });
const file = (page) => page.getByRole("region", { name: "Configuration file" });
const nameOf = (scope, name) => scope.getByRole("textbox", { name: `Name for ${name}`, exact: true });
const openOf = (scope, name) =>
  scope.getByRole("checkbox", { name: `${name} counts as open`, exact: true });
/** The names as they stand in the fields, in their order. */
const names = (scope) =>
  scope.getByRole("textbox").evaluateAll((fields) => fields.map((field) => field.value));
const go = (page, link) => page.getByRole("link", { name: link, exact: true }).first().click();

/** From the home page to the configuration. */
async function manage(page) {
  await go(page, MANAGE);
  await expect(title(page)).toBeVisible();
  await expect(page.getByText("The names come from the instance,").first()).toBeVisible();
}

/** Gives the page a file with that text. */
async function imports(page, contents, name = "configuration.json") {
  const text = typeof contents === "string" ? contents : JSON.stringify(contents);
  const chosen = { name, mimeType: "application/json", buffer: Buffer.from(text) };
  await page.getByLabel("Import", { exact: true }).setInputFiles(chosen);
}

const configuration = (rest) => ({ snowline: "configuration", version: 1, ...rest });

test("both cards and the setup page lead here, and what one can do with the connection is here", async ({
  page,
  instance,
  guard,
}) => {
  await connect(page);
  for (const card of [changeCard(page), incidentCard(page)]) {
    await card.getByRole("link", { name: MANAGE }).click();
    await expect(title(page)).toBeFocused();
    await page.goBack();
    await expect(card).toBeVisible();
  }
  await go(page, "Connection");
  await go(page, MANAGE);
  const connection = page.getByRole("region", { name: "Connection", exact: true });
  await expect(connection).toContainText(`Connected to ${instance.url} as integration.user since`);
  await connection.getByRole("button", { name: "Test the connection" }).click();
  await expect(connection).toContainText("Signed in as integration.user.");
  for (const table of ["change_request", "incident"]) {
    await expect(connection).toContainText(`${table}: integration.user may read the records.`);
  }
  await expect(connection).toContainText(/Tested .*\d/);
  await connection.getByRole("link", { name: "Re-provision" }).click();
  await expect(page.getByText("Installation checklist")).toBeVisible();
  await page.goBack();
  await connection.getByRole("button", { name: "Authorize again" }).click();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(title(page)).toBeVisible();
  await connection.getByRole("button", { name: "Remove the connection" }).click();
  guard.expects(/status of 401/);
  await (await theDialog(page)).getByRole("button", { name: "Remove the connection" }).click();
  await expect(page.getByText("The connection was removed.")).toBeVisible();
  await expect(title(page)).toBeFocused();
  await expect(page.getByText("Connect to one first.")).toBeVisible();
});

test("a state that is renamed is called so on the card, in the list, at the action and in the dialog", async ({
  page,
}) => {
  await connect(page);
  await openAction(page);
  const dialog = await share(page);
  await fill(dialog, { priority: "3 - Moderate" });
  await sendButton(dialog).click();
  const number = await numberOf(dialog);
  await dialog.getByRole("button", { name: "Close" }).click();
  await go(page, "Home");
  await manage(page);
  await expect(nameOf(changes(page), "New")).toHaveValue("New");
  await nameOf(changes(page), "New").fill("Not begun");
  await go(page, "Home");
  await expect(changeCard(page).getByRole("listitem").first()).toHaveText(/^Not begun \d+$/);
  await changeCard(page).getByRole("link", { name: "View all tickets" }).click();
  await expect(page.getByRole("row", { name: number })).toContainText("Not begun");
  await go(page, "Secure Score");
  await expect(page.getByRole("row", { name: ACTION.title })).toContainText("Not begun");
  await go(page, ACTION.title);
  const again = await share(page);
  await expect(again).toContainText("There is already an open ticket:");
  await expect(again).toContainText("Not begun");
});

test("what counts as open is counted by the instance, and blocks a second ticket", async ({
  page,
  instance,
}) => {
  const records = await instance.records("incident", `correlation_display=${MADE_HERE}`);
  const inState = (...values) => records.filter(({ state }) => values.includes(state));
  const now = new Date().toISOString().slice(0, 19).replace("T", " ");
  const overdue = (all) => all.filter(({ due_date: due }) => due !== "" && due < now).length;
  const shows = async (open) => {
    await expect(incidentCard(page)).toContainText(new RegExp(`\\D${open.length}\\s*open`));
    const late = overdue(open) > 0 ? `${overdue(open)} overdue` : "none overdue";
    await expect(incidentCard(page)).toContainText(late);
  };
  expect(inState("6").length).toBeGreaterThan(0);
  await connect(page);
  await shows(inState("1", "2", "3"));
  await manage(page);
  await expect(openOf(incidents(page), "Resolved")).not.toBeChecked();
  await openOf(incidents(page), "Resolved").check();
  await openOf(incidents(page), "On Hold").uncheck();
  await go(page, "Home");
  await shows(inState("1", "2", "6"));

  await openAction(page);
  const dialog = await share(page);
  await fill(dialog, { type: "Incident", priority: "3 - Moderate" });
  await sendButton(dialog).click();
  const number = await numberOf(dialog);
  await dialog.getByRole("button", { name: "Close" }).click();
  const [record] = await instance.records("incident", `number=${number}`);
  const resolved = { state: "6", close_code: "Solution provided", close_notes: "Done" };
  await instance.api("PATCH", `table/incident/${record.sys_id}`, { body: resolved });
  const again = await share(page);
  await expect(again).toContainText("There is already an open ticket:");
  await expect(sendButton(again)).toHaveCount(0);
  await again.getByRole("button", { name: "Cancel" }).click();
  expect(await instance.records("incident", `correlation_id=${record.correlation_id}`)).toHaveLength(1);
});

test("the order is changed by the keyboard, and one and all go back with undo", async ({ page }) => {
  await connect(page);
  await manage(page);
  const scope = incidents(page);
  const first = ["New", "In Progress", "On Hold", "Resolved", "Closed", "Canceled"];
  await expect.poll(() => names(scope)).toEqual(first);
  const up = (name) => scope.getByRole("button", { name: `Move ${name} up`, exact: true });
  await up("On Hold").focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => names(scope)).toEqual(["New", "On Hold", "In Progress", ...first.slice(3)]);
  await expect(up("On Hold")).toBeFocused();
  await expect(page.getByText("On Hold: 2 of 6")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(up("On Hold")).toBeFocused();
  await expect(up("On Hold")).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Enter");
  const moved = ["On Hold", "New", "In Progress", ...first.slice(3)];
  await expect.poll(() => names(scope)).toEqual(moved);

  await nameOf(scope, "Closed").fill("Finished");
  await openOf(scope, "Finished").check();
  await scope.getByRole("button", { name: "Reset Finished", exact: true }).click();
  await expect(scope).toContainText("Finished was reset.");
  await expect(scope.getByRole("button", { name: "Reset Closed", exact: true })).toBeFocused();
  await expect.poll(() => names(scope)).toEqual(moved);
  await scope.getByRole("button", { name: "Undo" }).click();
  await expect(nameOf(scope, "Finished")).toHaveValue("Finished");
  await expect(openOf(scope, "Finished")).toBeChecked();
  await go(page, "Home");
  const legend = incidentCard(page).getByRole("listitem");
  await expect(legend.first()).toHaveText(/^On Hold \d+$/);
  await expect(legend.filter({ hasText: "Finished" })).toHaveCount(1);
  await manage(page);
  await scope.getByRole("button", { name: "Reset all" }).click();
  await expect.poll(() => names(scope)).toEqual(first);
  await scope.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => names(scope)).toEqual(moved.with(4, "Finished"));
  await scope.getByRole("button", { name: "Reset all" }).click();
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("configuration")))).toEqual([]);
});

test("a name that cannot be one is said at its field, and the one from before holds", async ({ page }) => {
  await connect(page);
  await manage(page);
  const field = incidents(page).getByRole("textbox").nth(1);
  const cases = [
    ["", "Enter a name."],
    ["x".repeat(41), "The name has 41 characters; at most 40 fit."],
    [" on hold ", "Another state of this type has that name."],
    ["a\u202eb", "invisible control character"],
  ];
  await field.fill("Under way");
  for (const [text, says] of cases) {
    await field.fill(text);
    await expect(incidents(page).getByRole("alert")).toContainText(says);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveValue(text);
  }
  // What is done elsewhere on the page leaves what is typed here alone.
  await openOf(changes(page), "Review").uncheck();
  await changes(page).getByRole("button", { name: "Reset all" }).click();
  await changes(page).getByRole("button", { name: "Undo" }).click();
  await expect(field).toHaveValue(cases.at(-1)[0]);
  await go(page, "Home");
  await expect(incidentCard(page).getByRole("listitem").filter({ hasText: "Under way" })).toHaveCount(1);
  await manage(page);
  await expect(field).toHaveValue("Under way");
  await field.fill("In Progress");
  await field.blur();
  await expect(incidents(page).getByRole("button", { name: "Reset all" })).toHaveAttribute("aria-disabled", "true");
});

test("what is exported is imported again, and that can be undone", async ({ page }) => {
  await connect(page);
  await manage(page);
  await nameOf(incidents(page), "On Hold").fill("\u{1f512} Waiting");
  await openOf(incidents(page), "Resolved").check();
  await defaults(page).getByLabel("Days until the due date").fill("14");
  await defaults(page).getByLabel("Identity").selectOption({ label: "2 - High" });
  const downloading = page.waitForEvent("download");
  await file(page).getByRole("link", { name: "Export" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("snowline-configuration.json");
  const text = readFileSync(await download.path(), "utf8");
  expect(JSON.parse(text)).toMatchObject({
    snowline: "configuration",
    version: 1,
    states: { change: [] },
    defaults: { dueDays: 14, priorities: { identity: "high" } },
  });
  expect(JSON.parse(text).states.incident).toContainEqual({ value: 3, name: "\u{1f512} Waiting" });
  expect(JSON.parse(text).states.incident).toContainEqual({ value: 6, open: true });

  await file(page).getByRole("button", { name: "Reset everything" }).click();
  await expect(nameOf(incidents(page), "On Hold")).toHaveValue("On Hold");
  await expect(defaults(page).getByLabel("Identity")).toHaveValue("");
  await imports(page, text, "ours.json");
  await expect(file(page)).toContainText("The configuration from ours.json holds now.");
  await expect(nameOf(incidents(page), "\u{1f512} Waiting")).toBeVisible();
  await expect(openOf(incidents(page), "Resolved")).toBeChecked();
  await expect(defaults(page).getByLabel("Identity").locator(":checked")).toHaveText("2 - High");
  await expect(defaults(page).getByLabel("Days until the due date")).toHaveValue("14");
  await file(page).getByRole("button", { name: "Undo" }).click();
  await expect(nameOf(incidents(page), "On Hold")).toHaveValue("On Hold");
  await expect(defaults(page).getByLabel("Identity")).toHaveValue("");
});

test("a file that is not right in every word is refused with the place, and nothing changes", async ({
  page,
}) => {
  await connect(page);
  await manage(page);
  await nameOf(incidents(page), "On Hold").fill("Waiting");
  const incident = (...list) => configuration({ states: { incident: list } });
  const cases = [
    ["", "It is not JSON"],
    ["{\n  oops", "line 2, column 3"],
    ["<!doctype html>", "It is not JSON"],
    ["[1]", "It is no configuration of Snowline"],
    [{ secureScores: [] }, "It is no configuration of Snowline"],
    [configuration({ version: 2 }), "the file has version 2"],
    [configuration({ theme: "dark" }), "theme: there is no such setting."],
    [configuration({ states: [] }), "states: expected object, found […]."],
    [incident({ value: "1" }), 'states.incident[0].value: expected number, found "1".'],
    [incident({ value: 1 }, { value: 99 }), "states.incident[1].value: the instance has no state 99. It has 1, 2, 3, 6, 7, 8."],
    [incident({ value: 1 }, { value: 1 }), "states.incident[1].value is there twice."],
    [incident({ value: 1 }, { value: 2 }, { value: 3, name: "" }), "states.incident[2].name is empty."],
    [incident({ value: 1, name: "x".repeat(41) }), "states.incident[0].name has 41 characters"],
    [incident({ value: 1, name: "A" }, { value: 2, name: "a" }), "states.incident[1].name: another state"],
    [incident({ value: 1, name: "a\u0000" }), "states.incident[0].name holds an invisible"],
    [configuration({ defaults: { dueDays: 9999 } }), "defaults.dueDays: expected 0 – 730, found 9999."],
    [" ".repeat(70_000), "It is larger than 64 KiB."],
  ];
  for (const [contents, says] of cases) {
    await imports(page, contents, "wrong.json");
    const alert = file(page).getByRole("alert");
    await expect(alert).toContainText(says);
    await expect(alert).toContainText("The configuration from before stays.");
    await expect(alert).toContainText("wrong.json");
    await expect(nameOf(incidents(page), "Waiting")).toBeVisible();
  }
  await imports(page, incident({ value: 3, name: "Later" }), "right.json");
  await expect(file(page).getByRole("alert")).toBeHidden();
  await expect(nameOf(incidents(page), "Later")).toBeVisible();
});

test("a new task begins with the defaults, and its group is in the record", async ({
  page,
  instance,
}) => {
  await connect(page, "beth.anglin");
  await manage(page);
  const scope = defaults(page);
  await scope.getByLabel("Ticket type for improvement actions").selectOption({ label: "Incident" });
  await scope.getByLabel("Days until the due date").fill("x");
  await expect(scope).toContainText("Enter a whole number from 0 to 730");
  await scope.getByLabel("Days until the due date").fill("7");
  await scope.getByLabel("Identity").selectOption({ label: "2 - High" });
  await scope.getByLabel("Data", { exact: true }).selectOption({ label: "4 - Low" });
  const group = scope.getByRole("combobox", { name: "Assignment group" });
  await group.pressSequentially("MANAGE");
  const offered = scope.getByRole("listbox", { name: "Assignment group" }).getByRole("option");
  await expect(offered).toHaveText([
    "Asset Management",
    "Catalog Management",
    "Change Management",
    "Incident Management",
    "Problem Management",
  ]);
  expect(await instance.requests("GET", "/api/now/table/sys_user_group")).toHaveLength(1);
  await group.fill("nobody at all");
  await expect(scope).toContainText("No group has this in its name.");
  await group.fill("incident");
  await expect(offered).toHaveText(["Incident Management"]);
  await page.keyboard.press("Enter");
  await expect(group).toHaveValue("Incident Management");
  await expect(offered).toHaveCount(0);

  await openAction(page);
  const dialog = await share(page);
  const due = await page.evaluate(() => {
    const date = new Date();
    date.setDate(date.getDate() + 7);
    return date.toLocaleDateString("sv");
  });
  await expectFilled(dialog, { type: "Incident", priority: "2 - High", due });
  const assigned = dialog.getByRole("combobox", { name: "Assignment group" });
  await expect(assigned).toHaveValue("Incident Management");
  await sendButton(dialog).click();
  const number = await numberOf(dialog);
  const [record] = await instance.recordsOfAdmin("incident", `number=${number}`);
  const [found] = await instance.recordsOfAdmin("sys_user_group", "name=Incident Management");
  expect(record.assignment_group.value).toBe(found.sys_id);
  await dialog.getByRole("button", { name: "Close" }).click();

  // A task of one's own has the priority of the category that is chosen, and no group if unwanted.
  await go(page, "Home");
  await incidentCard(page).getByRole("button", { name: "Create a ticket" }).click();
  const own = await theDialog(page);
  await own.getByLabel("Recommendation category").selectOption({ label: "Data" });
  await expectFilled(own, { priority: "4 - Low" });
  await own.getByLabel("Recommendation category").selectOption({ label: "Identity" });
  await expectFilled(own, { priority: "2 - High" });
  await fill(own, { name: "My own", description: "Mine" });
  await own.getByRole("button", { name: "No group" }).click();
  await sendButton(own).click();
  const [mine] = await instance.recordsOfAdmin("incident", `number=${await numberOf(own)}`);
  expect(mine.assignment_group).toBe("");
});

test("who may not read groups is told so", async ({ page }) => {
  await connect(page);
  await manage(page);
  await defaults(page).getByRole("combobox", { name: "Assignment group" }).pressSequentially("net");
  await expect(defaults(page)).toContainText("integration.user may not read the instance’s groups");
});

test("another tab follows", async ({ page, context }) => {
  await connect(page);
  const other = await context.newPage();
  await other.goto("./");
  await other.getByRole("button", { name: "Sign in again" }).click();
  await other.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(incidentCard(other)).toBeVisible();
  const open = incidentCard(other).locator(".big");
  await expect(open).toHaveText(/^\d+$/);
  const before = Number(await open.textContent());
  await manage(page);
  await nameOf(incidents(page), "In Progress").fill("Under way");
  await other.getByLabel("Show closed").check();
  const legend = incidentCard(other).getByRole("listitem");
  await expect(legend.filter({ hasText: "Under way" })).toHaveCount(1);
  await openOf(incidents(page), "Resolved").check();
  const resolved = Number(await legend.filter({ hasText: "Resolved" }).locator("b").textContent());
  expect(resolved).toBeGreaterThan(0);
  await expect(open).toHaveText(String(before + resolved));
  await other.goto("./#/configuration");
  await expect(nameOf(incidents(other), "Under way")).toBeVisible();
  await file(page).getByRole("button", { name: "Reset everything" }).click();
  await expect(nameOf(incidents(other), "In Progress")).toHaveValue("In Progress");
  await expect(openOf(incidents(other), "Resolved")).not.toBeChecked();
});

const PEOPLE = [
  { user: "beth.anglin", expect: ["New", "In Progress", "On Hold"] },
  { user: "minji.park", expect: ["신규", "진행 중", "보류"] },
  { user: "lars.ek", expect: ["Ny", "Pågår", "Pausad"] },
  { user: "wei.chen", expect: ["新建", "进行中", "暂停"] },
];

for (const { user, expect: expected } of PEOPLE) {
  test(`the names are the instance's own, in the language of ${user}`, async ({ page }) => {
    await connect(page, user);
    await manage(page);
    await expect.poll(async () => (await names(incidents(page))).slice(0, 3)).toEqual(expected);
  });
}

test("without the Batch API the names come from tickets, and the page says so", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/blocked by CORS policy/, /ERR_FAILED/, /status of 403/);
  const [api] = await instance.recordsOfAdmin("sys_ws_definition", "name=Batch API");
  for (const rule of await instance.recordsOfAdmin("sys_cors_rule", `rest_api=${api.sys_id}`)) {
    await instance.api("DELETE", `table/sys_cors_rule/${rule.sys_id}`);
  }
  await connect(page);
  await go(page, MANAGE);
  await expect(page.getByText("The names come from the instance’s tickets").first()).toBeVisible();
  await expect(nameOf(incidents(page), "New")).toHaveValue("New");
});

test("signed out, everything but the search for groups still works", async ({ page }) => {
  await connect(page);
  await manage(page);
  await page.reload();
  await expect(page.getByText("Nobody is signed in: the usual names are shown.").first()).toBeVisible();
  await nameOf(changes(page), "Review").fill("Check");
  await expect(page.getByText("To search for a group, sign in to ServiceNow.")).toBeVisible();
  await page.reload();
  await expect(nameOf(changes(page), "Check")).toHaveValue("Check");
});

test.describe("a configuration that the portal sets", () => {
  /** Adds this configuration to the portal's options. */
  const sets = (page, configuration) =>
    page.addInitScript((configuration) => {
      const { fetch } = window;
      window.fetch = async (url, ...rest) => {
        const answer = await fetch(url, ...rest);
        if (url !== "config.json") return answer;
        return Response.json({ ...(await answer.json()), configuration });
      };
    }, configuration);

  test("holds for everybody, and the page says so", async ({ page }) => {
    await sets(
      page,
      configuration({
        states: { incident: [{ value: 2, name: "Under way" }, { value: 6, open: true }] },
        defaults: { dueDays: 3 },
      }),
    );
    await connect(page);
    const legend = incidentCard(page).getByRole("listitem");
    await expect(legend.first()).toHaveText(/^Under way \d+$/);
    await manage(page);
    await expect(page.getByText("The portal sets this configuration.")).toBeVisible();
    await expect.poll(async () => (await names(incidents(page))).slice(0, 3)).toEqual([
      "Under way",
      "Resolved",
      "New",
    ]);
    await expect(nameOf(incidents(page), "Under way")).toBeDisabled();
    await expect(openOf(incidents(page), "Resolved")).toBeChecked();
    await expect(defaults(page).getByLabel("Days until the due date")).toBeDisabled();
    await expect(page.getByRole("button", { name: /Reset (all|everything)/ })).toHaveCount(0);
    await expect(file(page).getByLabel("Import", { exact: true })).toHaveCount(0);
    await expect(file(page).getByRole("link", { name: "Export" })).toBeVisible();
  });

  test("is named where it is not right", async ({ page }) => {
    await sets(page, configuration({ states: { incident: [{ value: 2, name: "" }] } }));
    await connect(page);
    await manage(page);
    await expect(page.getByText("states.incident[0].name is empty.")).toBeVisible();
    await expect(page.getByText("What is not right in it does not count.")).toBeVisible();
  });

  test("is refused where it is no object", async ({ page, guard }) => {
    guard.expects(/the option "configuration" takes an object/);
    await sets(page, "states");
    await page.goto("./");
    await expect(page.getByText('the option "configuration" takes an object')).toBeVisible();
  });
});

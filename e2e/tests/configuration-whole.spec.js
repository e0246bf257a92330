// The configuration as a whole: as a file, in another tab, set by the portal, and what a new task
// begins with.

import { readFileSync } from "node:fs";
import { expect, test } from "../support/index.js";
import {
  changes,
  configuration,
  defaults,
  file,
  go,
  imports,
  incidents,
  manage,
  nameOf,
  names,
  openOf,
  sets,
} from "../support/configuration.js";
import {
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

test.describe("a configuration that the portal sets", () => {
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

// Managing the configuration: the connection, what states are called, which of them count as open,
// where their names come from.

import { MADE_HERE, expect, test } from "../support/index.js";
import {
  MANAGE,
  changes,
  go,
  incidents,
  manage,
  nameOf,
  names,
  openOf,
  title,
} from "../support/configuration.js";
import {
  ACTION,
  changeCard,
  connect,
  fill,
  incidentCard,
  numberOf,
  openAction,
  sendButton,
  share,
  theDialog,
} from "../support/steps.js";

test("Manage configuration: both cards and the setup page lead here, and what one can do with the connection is here", async ({
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

test("Manage configuration: a state that is renamed is called so on the card, in the list, at the action and in the dialog", async ({
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

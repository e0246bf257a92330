// One ticket: read, written to, changed.

import { MADE_HERE, expect, test } from "../support/index.js";
import { connect, day, incidentCard } from "../support/steps.js";

const USER = { user: "integration.user" };

/** An incident made from the portal, as the instance has it. */
function incident(instance, more = {}) {
  const body = {
    short_description: "Sign-in from a strange place",
    description: "See https://portal.example/alerts/1 <b>now</b>.",
    correlation_display: MADE_HERE,
    ...more,
  };
  return instance.api("POST", "table/incident", { ...USER, body });
}

/** The record as it is now. */
const record = (instance, { sys_id: id }) => instance.api("GET", `table/incident/${id}`);

async function open(page, ticket) {
  await page.goto(`./#/tickets/incident/${ticket.sys_id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(ticket.short_description);
}

const details = (page) => page.getByRole("region", { name: "Details" });
const journal = (page) => page.getByRole("region", { name: "Comments and work notes" });
const change = (page, field) => page.getByRole("button", { name: `Change: ${field}` });
const save = (page) => details(page).getByRole("button", { name: "Save", exact: true });

test("a ticket is opened from a card, noted on, commented, and resolved with what that needs", async ({
  page,
  instance,
  guard,
}) => {
  // The refusal.
  guard.expects(/status of 403/);
  const ticket = await incident(instance);
  await connect(page);
  await incidentCard(page).getByRole("link", { name: ticket.number, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`#/tickets/incident/${ticket.sys_id}$`));
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.getByRole("link", { name: "https://portal.example/alerts/1" })).toHaveAttribute(
    "rel",
    "noopener noreferrer",
  );
  await expect(page.getByText("<b>now</b>")).toBeVisible();
  const there = page.getByRole("link", { name: /^Open in ServiceNow/ });
  await expect(there).toHaveAttribute("href", new RegExp(`incident.do%3Fsys_id%3D${ticket.sys_id}`));

  // What is written stays until it is sent, and is sent once.
  const note = page.getByLabel("Write to the ticket");
  await note.fill("Looked at the logs.");
  await page.reload();
  await page.getByRole("button", { name: "Sign in again" }).click();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(note).toHaveValue("Looked at the logs.");
  await page.getByRole("button", { name: "Add work note" }).click();
  const entries = journal(page).getByRole("listitem");
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText("Work note");
  await expect(note).toHaveValue("");
  await note.fill("We are on it.");
  await page.getByRole("radio", { name: /^Comment/ }).check();
  await page.getByRole("button", { name: "Add comment" }).click();
  await expect(entries).toHaveCount(2);
  await expect(entries.first()).toContainText("We are on it.");
  const written = await instance.recordsOfAdmin("sys_journal_field", `element_id=${ticket.sys_id}`);
  expect(written.map(({ element, value }) => [element, value]).sort()).toEqual([
    ["comments", "We are on it."],
    ["work_notes", "Looked at the logs."],
  ]);

  await change(page, "State").click();
  const state = details(page).getByLabel("State");
  await expect(state).toBeFocused();
  await state.selectOption({ label: "Resolved" });
  await save(page).click();
  await expect(details(page).getByText("ServiceNow needs this")).toHaveCount(2);
  await details(page).getByLabel("Resolution code").selectOption({ label: "User error" });
  await details(page).getByLabel("Resolution notes").fill("A new phone.");
  await save(page).click();
  await expect(page.getByText("Saved in ServiceNow.")).toBeVisible();
  await expect(change(page, "State")).toBeFocused();
  const { state: now, close_code: code, close_notes: notes } = await record(instance, ticket);
  expect([now, code, notes]).toEqual(["6", "User error", "A new phone."]);

  // What the instance refuses is said in its words, where it was chosen; nothing is lost.
  const given = "user.user_name=integration.user^role.name=sn_incident_write";
  const [{ sys_id: id, user, role }] = await instance.recordsOfAdmin("sys_user_has_role", given);
  await instance.api("DELETE", `table/sys_user_has_role/${id}`);
  await change(page, "Due").click();
  await details(page).getByLabel("Due").fill("2027-03-01");
  await save(page).click();
  await expect(details(page).getByText(/^ServiceNow refused: .*ACL Exception Update Failed/)).toBeVisible();
  await expect(details(page).getByLabel("Due")).toHaveValue("2027-03-01");
  const again = { user: user.value, role: role.value };
  await instance.api("POST", "table/sys_user_has_role", { body: again });
  await save(page).click();
  await expect(page.getByText("Saved in ServiceNow.")).toBeVisible();
  expect((await record(instance, ticket)).due_date).toMatch(/^2027-03-0[12] /);
});

test("what somebody else has changed meanwhile is shown before it is overwritten", async ({
  page,
  instance,
}) => {
  const ticket = await incident(instance);
  await connect(page);
  await open(page, ticket);
  await change(page, "Due").click();
  const mine = await day(page, 9);
  await details(page).getByLabel("Due").fill(mine);
  const theirs = { due_date: "2027-05-05 10:00:00" };
  await instance.api("PATCH", `table/incident/${ticket.sys_id}`, { body: theirs });
  await save(page).click();
  await expect(page.getByText("Somebody else has changed this meanwhile.")).toBeVisible();
  await expect(page.getByText(/^Changed by admin, /)).toBeVisible();
  await expect(details(page).getByText("May 5, 2027")).toBeVisible();
  expect((await record(instance, ticket)).due_date).toBe(theirs.due_date);
  await details(page).getByRole("button", { name: "Save mine" }).click();
  await expect(page.getByText("Saved in ServiceNow.")).toBeVisible();
  expect((await record(instance, ticket)).due_date).not.toBe(theirs.due_date);
});

test("a file is attached and opened in ServiceNow; without its rule the page says which is missing", async ({
  page,
  context,
  instance,
  guard,
}) => {
  const ticket = await incident(instance);
  await connect(page);
  await open(page, ticket);
  const files = page.getByRole("region", { name: "Attachments" });
  const add = files.getByLabel("Add a file");
  const file = { name: "log ü.txt", mimeType: "text/plain", buffer: Buffer.from([0, 255, 10]) };
  await add.setInputFiles({ ...file, buffer: Buffer.alloc(0) });
  await expect(files.getByRole("alert")).toContainText("is empty");
  await add.setInputFiles(file);
  const link = files.getByRole("link", { name: /^log ü\.txt/ });
  await expect(link).toBeVisible();
  const query = `table_sys_id=${ticket.sys_id}`;
  const [kept] = await instance.recordsOfAdmin("sys_attachment", query);
  expect([kept.file_name, kept.size_bytes, kept.content_type]).toEqual(["log ü.txt", "3", "text/plain"]);
  const tab = await context.newPage();
  const downloading = tab.waitForEvent("download");
  await tab.goto(await link.getAttribute("href")).catch(() => {});
  expect((await downloading).suggestedFilename()).toBe("log ü.txt");

  guard.expects(/attachment/, /Failed to load resource/);
  const [api] = await instance.recordsOfAdmin("sys_ws_definition", "name=Attachment API");
  for (const rule of await instance.recordsOfAdmin("sys_cors_rule", `rest_api=${api.sys_id}`)) {
    await instance.api("DELETE", `table/sys_cors_rule/${rule.sys_id}`);
  }
  await add.setInputFiles({ ...file, name: "second.txt" });
  await expect(files.getByRole("alert")).toContainText("REST API “Attachment API”");
  expect(await instance.recordsOfAdmin("sys_attachment", query)).toHaveLength(1);
});

/** Loads the page anew, and signs in again. */
async function reload(page) {
  await page.reload();
  await page.getByRole("button", { name: "Sign in again" }).click();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
}

test("what is chosen for a field is there after a reload, until it is saved or given up", async ({
  page,
  instance,
}) => {
  const ticket = await incident(instance);
  await connect(page);
  await open(page, ticket);
  await change(page, "State").click();
  await details(page).getByLabel("State").selectOption({ label: "Resolved" });
  const notes = details(page).getByRole("textbox");
  await notes.fill("Blocked the address.");
  await reload(page);
  await expect(details(page)).toContainText("What you had chosen here before is kept.");
  await expect(details(page).getByLabel("State").locator(":checked")).toHaveText("Resolved");
  await expect(notes).toHaveValue("Blocked the address.");

  // Removing the connection asks about it, as about other drafts.
  await page.getByLabel("Write to the ticket").fill("Looked at the logs.");
  await page.goto("./#/configuration");
  await page.getByRole("button", { name: "Remove the connection" }).click();
  await expect(page.getByRole("dialog").getByLabel("Also delete the 2 drafts in this browser")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();

  await open(page, ticket);
  await details(page).getByRole("button", { name: "Cancel" }).click();
  await change(page, "State").click();
  await expect(details(page).getByLabel("State").locator(":checked")).toHaveText("New");
});

test("what somebody else has changed while the page was away is seen before it is overwritten", async ({
  page,
  instance,
}) => {
  const ticket = await incident(instance);
  await connect(page);
  await open(page, ticket);
  await change(page, "Due").click();
  await details(page).getByLabel("Due").fill(await day(page, 10));
  const theirs = { due_date: "2027-03-01 12:00:00" };
  await instance.api("PATCH", `table/incident/${ticket.sys_id}`, { body: theirs });
  await reload(page);
  await expect(details(page).getByRole("alert")).toContainText("Somebody else");
  expect((await record(instance, ticket)).due_date).toBe(theirs.due_date);
});

test("a state that was chosen before is shown, and not sent once ServiceNow does not offer it any more", async ({
  page,
  instance,
}) => {
  const ticket = await incident(instance);
  await connect(page);
  await open(page, ticket);
  await change(page, "State").click();
  const state = details(page).getByLabel("State");
  await state.selectOption({ label: "On Hold" });
  await details(page).getByLabel("On hold reason").selectOption({ label: "Awaiting Vendor" });
  const choice = "name=incident^element=state^value=3";
  for (const { sys_id: id } of await instance.recordsOfAdmin("sys_choice", choice)) {
    await instance.api("DELETE", `table/sys_choice/${id}`);
  }
  await reload(page);
  await expect(state.locator(":checked")).toHaveText("On Hold (not offered any more)");
  await expect(details(page).getByText("ServiceNow does not offer this any more.")).toBeVisible();
  await save(page).click();
  await expect(state).toBeVisible();
  expect((await record(instance, ticket)).state).toBe("1");
  await state.selectOption({ label: "In Progress" });
  await save(page).click();
  await expect(page.getByText("Saved in ServiceNow.")).toBeVisible();
  expect((await record(instance, ticket)).state).toBe("2");
});

test("a resolution note that somebody else has written while the page was away is seen before it is overwritten", async ({
  page,
  instance,
}) => {
  const ticket = await incident(instance);
  await connect(page);
  await open(page, ticket);
  await change(page, "State").click();
  await details(page).getByLabel("State").selectOption({ label: "Resolved" });
  await details(page).getByLabel("Resolution notes").fill("A new phone.");
  const theirs = { close_notes: "It was a drill." };
  await instance.api("PATCH", `table/incident/${ticket.sys_id}`, { body: theirs });
  await reload(page);
  await expect(details(page).getByRole("alert")).toContainText("Somebody else");
  await expect(details(page).getByRole("alert")).toContainText("It was a drill.");
  await expect(details(page).getByRole("alert")).toContainText("A new phone.");
  expect((await record(instance, ticket)).close_notes).toBe(theirs.close_notes);
});

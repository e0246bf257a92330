// The task form asks for what the instance wants, and makes no second ticket by mistake.

import { expect, test } from "../support/index.js";
import {
  ACTION,
  connect,
  expectFilled,
  fill,
  numberOf,
  openAction,
  share,
  sendButton,
  TENANT,
  ticketLink,
} from "../support/steps.js";

const CHANGES = "/api/now/table/change_request";

/** Types a part of a name and takes the first that is offered. */
async function lookUp(dialog, field, typed, name) {
  const box = dialog.getByRole("combobox", { name: field });
  await box.pressSequentially(typed);
  await expect(dialog.getByRole("option", { name }).first()).toBeVisible();
  await box.press("Enter");
  await expect(box).toHaveValue(name);
}

test("type, group, assignee and the instance's own fields reach the record", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/status of 403/);
  await connect(page, "beth.anglin");
  await openAction(page);
  const dialog = await share(page);
  await dialog.getByLabel("Change type").selectOption({ label: "Emergency" });
  await fill(dialog, { priority: "3 - Moderate" });
  await lookUp(dialog, "Assignment group", "Service D", "Service Desk");
  const [group] = await instance.recordsOfAdmin("sys_user_group", "name=Service Desk");
  const [member] = await instance.recordsOfAdmin("sys_user_grmember", `group=${group.sys_id}`);
  const [user] = await instance.recordsOfAdmin("sys_user", `sys_id=${member.user.value}`);
  await lookUp(dialog, "Assigned to", user.name.split(" ")[0], user.name);

  // What the instance refuses the ticket for want of stands in the form then.
  await instance.fault({
    match: `POST ${CHANGES}`,
    kind: "status",
    status: 403,
    body: {
      error: {
        message: "Operation Failed",
        detail: "Data Policy Exception: The following fields are mandatory: Justification",
      },
      status: "failure",
    },
  });
  await sendButton(dialog).click();
  const justification = dialog.getByLabel("Justification");
  await expect(justification).toBeFocused();
  await expect(justification).toHaveAccessibleDescription(/ServiceNow did not take the ticket/);
  await expectFilled(dialog, { priority: "3 - Moderate", name: ACTION.title });
  await justification.fill("The score asks for it.");
  await dialog.getByText("Preview the description as it will be sent").click();
  await expect(dialog.locator(".preview .code")).toContainText("Recommendation category: Identity");
  await sendButton(dialog).click();
  const number = await numberOf(dialog);
  const [record] = await instance.recordsOfAdmin("change_request", `number=${number}`);
  expect(record).toMatchObject({ type: "emergency", justification: "The score asks for it." });
  expect(record.assignment_group.value).toBe(group.sys_id);
  expect(record.assigned_to.value).toBe(user.sys_id);
});

test("a standard change needs its API, and is made from a template", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/blocked by CORS policy/, /net::ERR_/);
  const [api] = await instance.recordsOfAdmin("sys_ws_definition", "name=Change Management API");
  for (const rule of await instance.recordsOfAdmin("sys_cors_rule", `rest_api=${api.sys_id}`)) {
    await instance.api("DELETE", `table/sys_cors_rule/${rule.sys_id}`);
  }
  await connect(page);
  await openAction(page);
  let dialog = await share(page);
  const type = dialog.getByLabel("Change type");
  await type.selectOption({ label: "Standard (from a template)" });
  await expect(dialog).toContainText("Standard changes need the Change Management API");
  await expect(type.locator(":checked")).toHaveText("Normal");
  await expect(type.getByRole("option")).toHaveCount(2);

  await instance.api("POST", "table/sys_cors_rule", {
    body: {
      name: api.name,
      rest_api: api.sys_id,
      domain: new URL(page.url()).origin,
      get: "true",
      post: "true",
      access_control_allow_headers: "Authorization, Content-Type, Accept",
    },
  });
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  dialog = await share(page);
  await dialog.getByLabel("Change type").selectOption({ label: "Standard (from a template)" });
  const template = "Reboot Windows Server";
  await dialog.getByLabel("Template").selectOption({ label: template });
  await fill(dialog, { priority: "4 - Low" });
  await sendButton(dialog).click();
  const number = await numberOf(dialog);
  const [record] = await instance.recordsOfAdmin("change_request", `number=${number}`);
  expect(record).toMatchObject({ type: "standard", category: "Hardware" });
  const [note] = await instance.recordsOfAdmin("sys_journal_field", `element_id=${record.sys_id}`);
  expect(note.value).toContain("Recommendation source: Microsoft recommendation");
});

test("a resolved ticket is taken up again, and a second one is made only on purpose", async ({
  page,
  instance,
}) => {
  await connect(page);
  await openAction(page);
  await expect(page.getByText("None yet.")).toBeVisible();
  let dialog = await share(page);
  await fill(dialog, { type: "Incident", priority: "2 - High" });
  await dialog.getByText(/^Impact .*, urgency /).click();
  await dialog.getByLabel("Impact").selectOption("high");
  await expectFilled(dialog, { priority: "1 - Critical" });
  await sendButton(dialog).click();
  const number = await numberOf(dialog);
  await dialog.getByRole("button", { name: "Close" }).click();
  const made = () =>
    instance.recordsOfAdmin("incident", `correlation_idLIKE${ACTION.id}^ORDERBYnumber`);
  const [first] = await made();
  expect(first).toMatchObject({ number, impact: "1", urgency: "1", priority: "1" });

  const resolved = { state: "6", close_code: "Solution provided", close_notes: "Done" };
  await instance.api("PATCH", `table/incident/${first.sys_id}`, { body: resolved });
  dialog = await share(page);
  await expect(dialog).toContainText("There was a ticket, and it is closed:");
  await dialog.getByRole("button", { name: "Reopen the ticket" }).click();
  await expect(dialog.getByRole("heading", { name: "Reopened in ServiceNow" })).toBeFocused();
  await dialog.getByRole("button", { name: "Close" }).click();
  expect(await made()).toMatchObject([{ number, state: "2" }]);

  dialog = await share(page);
  await expect(dialog).toContainText("There is already an open ticket:");
  await expect(ticketLink(dialog)).toContainText(number);
  await fill(dialog, { type: "Incident", priority: "4 - Low" });
  await dialog.getByRole("button", { name: "Send a second ticket anyway" }).click();
  const second = await numberOf(dialog);
  const records = await made();
  expect(records).toMatchObject([
    { number },
    { number: second, correlation_id: `${first.correlation_id}~2` },
  ]);
  expect(records[1].description).toMatch(new RegExp(`\nFollows: ${number}$`));
});

test("a ticket of the other type that somebody makes meanwhile gets no second one", async ({
  page,
  instance,
}) => {
  await connect(page);
  await openAction(page);
  const dialog = await share(page);
  await fill(dialog, { type: "Incident", priority: "3 - Moderate" });
  const body = { short_description: "By a colleague", correlation_id: `snowline/${TENANT}/${ACTION.id}` };
  const colleague = { user: "integration.user", body };
  const made = await instance.api("POST", "table/change_request", colleague);
  await sendButton(dialog).click();
  await expect(dialog.getByRole("heading", { name: "There is already a ticket" })).toBeVisible();
  await expect(ticketLink(dialog)).toContainText(made.number);
  expect(await instance.records("incident", `correlation_id=${body.correlation_id}`)).toHaveLength(0);
});

// What a person does, in their own words. Locators reach into the module's open shadow trees.

import { expect } from "@playwright/test";

/** The improvement action that most tests are about: it has points left and no ticket yet. */
export const ACTION = {
  id: "SigninRiskPolicy",
  title: "Challenge sign-ins that look risky",
  category: "Identity",
};
/** The tenant of the sample data. */
export const TENANT = "7d1c3a52-0f7e-4b8e-9a55-2f1f6f3f9c10";

/** The two cards of the home page. */
export const changeCard = (page) =>
  page.getByRole("region", { name: "ServiceNow change management" });
export const incidentCard = (page) =>
  page.getByRole("region", { name: "ServiceNow incident management" });

/** Signs in on the instance's own page. */
export async function signIn(page, user = "integration.user") {
  await page.getByLabel("User name").fill(user);
  await page.getByLabel("Password").fill("snowline");
  await page.getByRole("button", { name: "Log in" }).click();
}

/** From the setup page to the instance and back. */
export async function authorize(page, user = "integration.user") {
  await page.getByRole("button", { name: "Authorize", exact: true }).click();
  await signIn(page, user);
  await page.getByRole("button", { name: "Allow", exact: true }).click();
}

/** The same with values that are typed and that nobody has checked. */
export async function authorizeUnchecked(page, user) {
  await page.getByRole("button", { name: "Authorize", exact: true }).click();
  await page.getByRole("button", { name: "Authorize anyway" }).click();
  await signIn(page, user);
  await page.getByRole("button", { name: "Allow", exact: true }).click();
}

/** What browsers keep of connections that were made by way of the setup page. */
const connections = new Map();

/** Puts into the browser what it keeps of a connection: nothing of a session. */
async function putConnection(page, kept) {
  const blank = new URL("blank", kept.portal).href;
  await page.route(blank, (route) => route.fulfill({ contentType: "text/html", body: "" }));
  await page.goto(blank);
  await page.evaluate((stored) => Object.assign(localStorage, stored), kept.stored);
  await page.unroute(blank);
}

/**
 * Connects the portal and waits for the cards. The session at the instance begins without its
 * page: what is about signing in uses `authorize`. In a browser that is new to the portal, only
 * the first connection of its kind goes by way of the setup page; after that somebody comes back
 * who has connected before.
 */
export async function connect(page, user = "integration.user") {
  const context = page.context();
  const config = await (await context.request.get("./config.json")).text();
  const isNew = page.url() === "about:blank" && context.pages().length === 1;
  const kind = `${user} ${config}`;
  const kept = isNew && connections.get(kind);
  if (kept) await putConnection(page, kept);
  await page.goto(kept ? "./" : "./#/ticketProvisioning");
  const instance = kept ? kept.instance : await page.getByLabel("Instance URL").inputValue();
  const login = new URL("/login.do", instance).href;
  const [, sysparm_ck] = /name="sysparm_ck" value="([^"]+)"/.exec(
    await (await context.request.get(login)).text(),
  );
  const form = { sysparm_ck, user_name: user, user_password: "snowline" };
  await context.request.post(login, { form, maxRedirects: 0 });
  const name = kept ? "Sign in again" : "Authorize";
  await page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(changeCard(page)).toBeVisible();
  await expect(page.getByText(`as ${user}`)).toBeVisible();
  if (isNew && !kept) {
    const stored = await page.evaluate(() => ({ ...localStorage }));
    connections.set(kind, { portal: page.url(), instance, stored });
  }
}

/** Opens the page of an improvement action by way of the list. */
export async function openAction(page, title = ACTION.title) {
  await page.getByRole("link", { name: "Secure Score", exact: true }).click();
  await page.getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** Chooses Share > ServiceNow on the page of an improvement action; gives the dialog. */
export async function share(page, title = ACTION.title) {
  await page.getByRole("button", { name: `Share: ${title}` }).click();
  await page.getByRole("menuitem", { name: "ServiceNow" }).click();
  return theDialog(page);
}

/** The dialog that is open. */
export async function theDialog(page) {
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Fills in fields of the task form. */
export async function fill(dialog, { type, priority, name, description, due }) {
  if (type) await dialog.getByLabel("Ticket type").selectOption({ label: type });
  if (priority) await dialog.getByLabel("Priority").selectOption({ label: priority });
  if (name !== undefined) await dialog.getByLabel("Name").fill(name);
  if (description !== undefined) await dialog.getByLabel("Description").fill(description);
  if (due) await dialog.getByLabel("Due date").fill(due);
}

/** Expects the fields to hold what was filled in. */
export async function expectFilled(dialog, { type, priority, name, description, due }) {
  if (type) await expect(dialog.getByLabel("Ticket type").locator(":checked")).toHaveText(type);
  if (priority) await expect(dialog.getByLabel("Priority").locator(":checked")).toHaveText(priority);
  if (name !== undefined) await expect(dialog.getByLabel("Name")).toHaveValue(name);
  if (description !== undefined) {
    await expect(dialog.getByLabel("Description")).toHaveValue(description);
  }
  if (due) await expect(dialog.getByLabel("Due date")).toHaveValue(due);
}

export const sendButton = (dialog) => dialog.getByRole("button", { name: "Send to ServiceNow" });

/** Waits until the task has its ticket; gives the ticket's number. */
export async function numberOf(dialog) {
  await expect(dialog.getByRole("heading", { name: "Sent to ServiceNow" })).toBeVisible();
  return ticketLink(dialog).evaluate((link) => link.firstChild.textContent);
}

/** The link to a ticket's record. */
export const ticketLink = (scope) => scope.getByRole("link", { name: /^(CHG|INC)\d+/ });

/** A day as `yyyy-mm-dd`, counted from today where the browser is. */
export function day(page, fromToday) {
  return page.evaluate((days) => {
    const date = new Date();
    date.setDate(date.getDate() + days);
    const two = (number) => String(number).padStart(2, "0");
    return [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  }, fromToday);
}

/** Sends an incident about an improvement action; gives its record, as the instance has it. */
export async function sendIncident(page, instance, name) {
  await openAction(page);
  const dialog = await share(page);
  await fill(dialog, { type: "Incident", priority: "3 - Moderate", name, due: "2027-03-01" });
  await sendButton(dialog).click();
  const number = await numberOf(dialog);
  const [record] = await instance.records("incident", `number=${number}`);
  expect(record.short_description).toBe(name);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  return record;
}

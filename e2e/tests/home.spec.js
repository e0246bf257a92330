// The home page before and after the connection, and what ServiceNow shows of its tickets.

import { MADE_HERE, expect, test } from "../support/index.js";
import {
  changeCard,
  connect,
  day,
  fill,
  incidentCard,
  numberOf,
  sendButton,
  signIn,
  theDialog,
} from "../support/steps.js";

const KINDS = [
  { card: changeCard, type: "Change request", table: "change_request", path: "change" },
  { card: incidentCard, type: "Incident", table: "incident", path: "incident" },
];

test("Home, not connected: a card asks whether one uses ServiceNow, and leads to the setup page", async ({
  page,
}) => {
  await page.goto("./");
  const card = page.getByRole("region", { name: "Do you use ServiceNow?" });
  await card.getByRole("link", { name: "Connect to ServiceNow" }).click();
  await expect(page).toHaveURL(/#\/ticketProvisioning$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Connect to ServiceNow");
});

test("Home, connected: each card creates a ticket, lists all of them, and leads to the configuration", async ({
  page,
}) => {
  await connect(page);
  for (const { card, type, path } of KINDS) {
    await card(page).getByRole("button", { name: "Create a ticket" }).click();
    const dialog = await theDialog(page);
    await expect(dialog.getByLabel("Ticket type").locator(":checked")).toHaveText(type);
    await page.keyboard.press("Escape");
    await card(page).getByRole("link", { name: "View all tickets" }).click();
    await expect(page).toHaveURL(new RegExp(`#/tickets/${path}$`));
    await page.goBack();
    await card(page).getByRole("link", { name: "Manage ServiceNow configuration" }).click();
    await expect(page).toHaveURL(/#\/configuration$/);
    await page.goBack();
  }
});

test("In ServiceNow: both kinds of ticket are there as what the connector made", async ({
  page,
  browser,
  instance,
}) => {
  await connect(page);
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(`${instance.url}/incident_list.do`);
  await signIn(tab, "beth.anglin");
  for (const { card, table } of KINDS) {
    await card(page).getByRole("button", { name: "Create a ticket" }).click();
    const dialog = await theDialog(page);
    const name = `Seen by an agent: ${table}`;
    await fill(dialog, { name, description: "Look here.", priority: "4 - Low", due: await day(page, 9) });
    await sendButton(dialog).click();
    const number = await numberOf(dialog);
    await page.keyboard.press("Escape");
    const query = encodeURIComponent(`correlation_display=${MADE_HERE}^number=${number}`);
    await tab.goto(`${instance.url}/${table}_list.do?sysparm_query=${query}`);
    await tab.getByRole("link", { name: number }).click();
    await expect(tab.getByRole("heading", { name })).toBeVisible();
    await expect(tab.getByText(MADE_HERE)).toBeVisible();
  }
  await context.close();
});

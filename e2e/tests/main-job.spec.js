// The whole job: connect, share an improvement action, follow its ticket.

import { CLIENT_ID, MADE_HERE, expect, test } from "../support/index.js";
import {
  ACTION,
  TENANT,
  changeCard,
  day,
  fill,
  incidentCard,
  numberOf,
  openAction,
  sendButton,
  share,
  signIn,
  ticketLink,
} from "../support/steps.js";

const KINDS = [
  {
    type: "Change request",
    table: "change_request",
    number: /^CHG\d{7}$/,
    card: changeCard,
    priority: "2 - High",
    record: { priority: "2", type: "normal", state: "-5" },
  },
  {
    type: "Incident",
    table: "incident",
    number: /^INC\d{7}$/,
    card: incidentCard,
    priority: "4 - Low",
    record: { priority: "4", impact: "3", urgency: "2", state: "1" },
  },
];

for (const kind of KINDS) {
  test(`Task: an improvement action becomes a ticket: ${kind.type}`, async ({
    page,
    context,
    instance,
    baseURL,
  }) => {
    const task = {
      type: kind.type,
      priority: kind.priority,
      name: `${ACTION.title}: first for administrators`,
      description: "Begin with the pilot group.\nThen everybody.",
      due: await day(page, 12),
    };
    let authorization;
    page.on("request", async (request) => {
      authorization ??= await request.headerValue("authorization");
    });

    await test.step("connect", async () => {
      await page.goto("./");
      await expect(page.getByRole("heading", { name: "Do you use ServiceNow?" })).toBeVisible();
      await page.getByRole("link", { name: "Connect to ServiceNow" }).click();
      await expect(page).toHaveURL(`${baseURL}#/ticketProvisioning`);
      await expect(page.getByLabel("Instance URL")).toHaveValue(instance.url);
      await expect(page.getByLabel("Client ID")).toHaveValue(CLIENT_ID);
      const steps = page.getByRole("listitem").filter({ has: page.getByRole("heading") });
      await expect(steps).toHaveCount(7);
      await page.getByRole("button", { name: "Authorize", exact: true }).click();
      await expect(page).toHaveURL((url) => url.origin === instance.url);
      await signIn(page);
      await expect(page.getByText("Logged in as integration.user")).toBeVisible();
      await page.getByRole("button", { name: "Allow", exact: true }).click();
      await expect(changeCard(page)).toBeVisible();
      await expect(page).toHaveURL(`${baseURL}#/`);
    });

    await test.step("the status says who is connected and to what", async () => {
      const card = changeCard(page);
      await card.getByRole("link", { name: "Manage ServiceNow configuration" }).click();
      const connection = page.getByRole("region", { name: "Connection", exact: true });
      await expect(connection).toContainText(`Connected to ${instance.url} as integration.user`);
      await connection.getByRole("link", { name: "Re-provision" }).click();
      const status = page.getByRole("region", { name: "Connection status" });
      await expect(status).toContainText("Connected");
      await expect(status.getByRole("link", { name: instance.url })).toBeVisible();
      await expect(status).toContainText("integration.user");
    });

    await openAction(page);
    const dialog = await share(page);
    await test.step("what is missing is said at the field", async () => {
      await expect(dialog).toContainText("Microsoft recommendation \u{b7} Identity");
      await expect(dialog.getByLabel("Name")).toHaveValue(ACTION.title);
      await expect(dialog.getByLabel("Description")).toHaveValue(/Points to gain/);
      await sendButton(dialog).click();
      const priority = dialog.getByLabel("Priority");
      await expect(priority).toBeFocused();
      await expect(priority).toHaveAccessibleDescription(/Choose a priority\./);
    });
    await fill(dialog, task);
    await sendButton(dialog).click();
    const number = await numberOf(dialog);
    expect(number).toMatch(kind.number);

    await test.step("the record's own page shows it", async () => {
      const [record] = await Promise.all([
        context.waitForEvent("page"),
        ticketLink(dialog).click(),
      ]);
      await expect(record).toHaveURL(new RegExp(`/${kind.table}\\.do\\?sys_id=`));
      await expect(record.getByRole("heading", { name: task.name })).toBeVisible();
      await expect(record.getByText(number).first()).toBeVisible();
      await record.close();
    });

    await test.step("the action and the home page show it", async () => {
      await dialog.getByRole("button", { name: "Close" }).click();
      const ticket = page.getByRole("region", { name: "Ticket" });
      await expect(ticketLink(ticket)).toContainText(number);
      await expect(ticket).toContainText("New");
      await page.getByRole("link", { name: "Home", exact: true }).click();
      const newest = kind.card(page).getByRole("row").nth(1);
      await expect(newest).toContainText(number);
      for (const text of [task.name, "New", kind.priority]) {
        await expect(newest).toContainText(text);
      }
      await expect(newest.getByRole("link", { name: `Open ${number}` })).toHaveAttribute(
        "href",
        new RegExp(`^${instance.url}/nav_to\\.do\\?uri=${kind.table}\\.do%3Fsys_id%3D[0-9a-f]{32}$`),
      );
    });

    await test.step("the record holds everything that is sent with a ticket", async () => {
      const records = await instance.records(kind.table, `correlation_idLIKE${ACTION.id}`);
      expect(records).toHaveLength(1);
      const [record] = records;
      expect(record).toMatchObject({
        ...kind.record,
        number,
        short_description: task.name,
        due_date: await endOfDayInUtc(page, task.due),
        correlation_id: `snowline/${TENANT}/${ACTION.id}`,
        correlation_display: MADE_HERE,
        sys_created_by: "integration.user",
      });
      expect(record.description.split("\n")).toEqual([
        ...task.description.split("\n"),
        "",
        "Recommendation source: Microsoft recommendation",
        "Recommendation category: Identity",
        "Initiated by: megan.bowen@contoso.example",
        `Link: ${baseURL}#/secure-score/${ACTION.id}`,
      ]);
    });

    await test.step("the token is nowhere but in memory", async () => {
      expect(authorization).toMatch(/^Bearer \S{20,}$/);
      const token = authorization.slice("Bearer ".length);
      const kept = await page.evaluate(() =>
        JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]),
      );
      expect(kept).not.toContain(token);
      expect(kept).not.toMatch(/verifier|[?&]code=/);
    });
  });
}

/** The last second of a day where the browser is, as ServiceNow writes it. */
function endOfDayInUtc(page, date) {
  return page.evaluate((text) => {
    const end = new Date(`${text}T23:59:59`);
    return end.toISOString().slice(0, 19).replace("T", " ");
  }, date);
}

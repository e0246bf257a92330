// Sending a task: never two tickets, never none without saying so, and nothing typed is lost.

import { expect, test } from "../support/index.js";
import {
  ACTION,
  authorize,
  changeCard,
  connect,
  day,
  expectFilled,
  fill,
  incidentCard,
  numberOf,
  openAction,
  sendButton,
  share,
  signIn,
  theDialog,
  ticketLink,
} from "../support/steps.js";

const CHANGES = "/api/now/table/change_request";

/** Connects and opens the dialog for an action, when all is looked up that is looked up before. */
async function dialogFor(page) {
  await connect(page);
  await openAction(page);
  await expect(page.getByText("None yet.")).toBeVisible();
  return share(page);
}

/** The changes that were made of the action. */
const made = (instance) => instance.records("change_request", `correlation_idLIKE${ACTION.id}`);

async function task(page) {
  return {
    type: "Change request",
    priority: "1 - Critical",
    name: "A name that is kept",
    description: "A description that is kept.",
    due: await day(page, 3),
  };
}

test.describe("what keeps a task from being sent is said, and the form is kept", () => {
  const post = (fault) => ({ match: `POST ${CHANGES}`, ...fault });
  // Before a task is sent, its ticket is looked up.
  const lookUp = (fault) => ({ match: `GET ${CHANGES}`, ...fault });
  const status = (status, message, detail) => ({
    kind: "status",
    status,
    body: { error: { message, detail }, status: "failure" },
  });
  const CASES = [
    {
      name: "400",
      fault: post(status(400, "Invalid update", "Due date must be a work day")),
      says: [
        "ServiceNow refused the request.",
        "HTTP 400 Invalid update: Due date must be a work day",
        "Change what ServiceNow objects to and try again",
      ],
      logs: [/status of 400/],
    },
    {
      name: "403",
      fault: post(status(403, "Operation Failed", "ACL Exception Insert Failed")),
      says: [
        "ServiceNow does not allow this.",
        "HTTP 403 Operation Failed: ACL Exception Insert Failed",
        "Check that the integration user is the one signed in",
      ],
      logs: [/status of 403/],
    },
    {
      name: "404",
      fault: post(status(404, "No Record found", "Record doesn't exist")),
      says: ["ServiceNow did not find it.", "Check that the integration user is the one signed in"],
      logs: [/status of 404/],
    },
    {
      name: "429",
      fault: post({ kind: "rate_limit", retry_after: 7 }),
      says: ["Too many requests for now.", "Try again in 7 s."],
      logs: [/status of 429/],
    },
    {
      name: "HTML instead of JSON",
      fault: lookUp({ kind: "html" }),
      says: [
        "The answer is not from ServiceNow\u2019s API.",
        "A web page came instead of data (HTTP 200)",
        "Open the instance in another tab.",
      ],
      logs: [],
    },
    {
      name: "a hibernating instance",
      fault: lookUp({ kind: "hibernating" }),
      says: ["hides its REST API from this page", "the instance is hibernating"],
      logs: [/blocked by CORS policy/, /ERR_FAILED/],
    },
    {
      name: "an address that is not let in",
      fault: lookUp({ kind: "ip_blocked" }),
      says: ["hides its REST API from this page", "System Web Services > REST > CORS Rules"],
      logs: [/blocked by CORS policy/, /ERR_FAILED/],
    },
    {
      name: "an answer with records that were not asked for",
      fault: lookUp({
        kind: "status",
        status: 200,
        body: { result: [{ sys_id: "1", number: "CHG1", correlation_id: "other" }] },
      }),
      says: ["ServiceNow answered with other records than were asked for."],
      logs: [],
    },
  ];
  test("what the instance answers", async ({ page, instance, guard }) => {
    guard.expects(...CASES.flatMap(({ logs }) => logs));
    const dialog = await dialogFor(page);
    const typed = await task(page);
    await fill(dialog, typed);
    for (const { name, fault, says } of CASES) {
      await test.step(name, async () => {
        await instance.fault(fault);
        await sendButton(dialog).click();
        for (const text of says) await expect(dialog.getByRole("alert")).toContainText(text);
        await expectFilled(dialog, typed);
        expect(await made(instance)).toHaveLength(0);
      });
    }
    await sendButton(dialog).click();
    await numberOf(dialog);
    expect(await made(instance)).toMatchObject([{ short_description: typed.name }]);
  });

  test("a user without the roles", async ({ page, instance, guard }) => {
    guard.expects(/status of 403/);
    await page.goto("./#/ticketProvisioning");
    await authorize(page, "abel.tuter");
    await expect(page.getByText("as abel.tuter")).toBeVisible();
    await openAction(page);
    const dialog = await share(page);
    const typed = await task(page);
    await fill(dialog, typed);
    await sendButton(dialog).click();
    const alert = dialog.getByRole("alert");
    await expect(alert).toContainText("ServiceNow does not allow this.");
    await expect(alert).toContainText("the roles of the installation checklist");
    await expectFilled(dialog, typed);
    expect(await made(instance)).toHaveLength(0);
  });

  test("no network", async ({ page, context, guard }) => {
    guard.expects(/ERR_INTERNET_DISCONNECTED/);
    const dialog = await dialogFor(page);
    const typed = await task(page);
    await fill(dialog, typed);
    await context.setOffline(true);
    await sendButton(dialog).click();
    await expect(dialog.getByRole("alert")).toContainText("You are offline.");
    await expectFilled(dialog, typed);
    await context.setOffline(false);
    await sendButton(dialog).click();
    await numberOf(dialog);
  });

  test("an instance that went away", async ({ page, programs, instance, guard }) => {
    guard.expects(/ERR_CONNECTION_REFUSED/);
    const dialog = await dialogFor(page);
    const typed = await task(page);
    await fill(dialog, typed);
    await programs.instance.stop();
    await sendButton(dialog).click();
    const alert = dialog.getByRole("alert");
    await expect(alert).toContainText(`Nothing answers at ${instance.host}.`);
    await expect(alert).toContainText("Check the instance URL, open it in another tab");
    await expectFilled(dialog, typed);
  });

  test("an access token that ran out", async ({ page, instance, guard }) => {
    guard.expects(/status of 401/);
    const dialog = await dialogFor(page);
    const typed = await task(page);
    await fill(dialog, typed);
    await instance.advance(1801);
    await sendButton(dialog).click();
    await expect(dialog.getByRole("alert")).toContainText("You are signed out of ServiceNow.");
    await expectFilled(dialog, typed);
    await dialog.getByRole("button", { name: "Sign in to ServiceNow" }).click();
    await signIn(page);
    await page.getByRole("button", { name: "Allow", exact: true }).click();

    await expect(dialog.getByText(/Your draft from .* was restored\./)).toBeVisible();
    await expectFilled(dialog, typed);
    await sendButton(dialog).click();
    await numberOf(dialog);
    expect(await made(instance)).toMatchObject([{ short_description: typed.name }]);
  });
});

test("a draft outlives the whole way from no connection to the ticket", async ({
  page,
  instance,
}) => {
  await page.goto("./");
  await openAction(page);
  let dialog = await share(page);
  const typed = await task(page);
  await fill(dialog, { ...typed, type: "Incident" });
  await dialog.getByRole("button", { name: "Connect to ServiceNow" }).click();
  await authorize(page);
  dialog = await theDialog(page);
  await expectFilled(dialog, { ...typed, type: "Incident" });
  await sendButton(dialog).click();
  const number = await numberOf(dialog);
  const records = await instance.records("incident", `number=${number}`);
  expect(records).toMatchObject([{ short_description: typed.name, priority: "1" }]);
});

test("a draft outlives a reload and can be started over", async ({ page }) => {
  await page.goto(`./#/secure-score/${ACTION.id}`);
  let dialog = await share(page);
  const typed = await task(page);
  await fill(dialog, typed);
  await page.reload();
  dialog = await share(page);
  await expectFilled(dialog, typed);
  await dialog.getByRole("button", { name: "Start over" }).click();
  await expect(dialog.getByLabel("Name")).toHaveValue(ACTION.title);
});

test("a double click on Send makes one ticket", async ({ page, instance }) => {
  const dialog = await dialogFor(page);
  await fill(dialog, await task(page));
  await sendButton(dialog).dblclick();
  await numberOf(dialog);
  expect(await made(instance)).toHaveLength(1);
  expect(await instance.requests("POST", CHANGES)).toHaveLength(1);
});

test("No duplicate ticket and none lost: the same action sent from two tabs at once makes one ticket", async ({
  page,
  context,
  instance,
}) => {
  const other = await context.newPage();
  const dialogs = [];
  for (const tab of [page, other]) {
    await tab.goto("./#/ticketProvisioning");
    await tab.getByRole("button", { name: "Authorize", exact: true }).click();
    if (tab === page) await signIn(tab);
    await tab.getByRole("button", { name: "Allow", exact: true }).click();
    await openAction(tab);
    await expect(tab.getByText("None yet.")).toBeVisible();
    const dialog = await share(tab);
    await fill(dialog, await task(tab));
    dialogs.push(dialog);
  }
  await Promise.all(dialogs.map((dialog) => sendButton(dialog).click()));
  for (const dialog of dialogs) {
    await expect(dialog.getByRole("heading", { level: 2 })).toHaveText(
      /^(Sent to ServiceNow|There is already a ticket)$/,
    );
  }
  expect(await made(instance)).toHaveLength(1);
});

test("No duplicate ticket and none lost: an answer that is lost on the way still leads to the one ticket", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/net::ERR_/);
  const dialog = await dialogFor(page);
  await fill(dialog, await task(page));
  await instance.fault({ match: `POST ${CHANGES}`, kind: "drop_after_commit" });
  await sendButton(dialog).click();
  const number = await numberOf(dialog);
  await expect(dialog).toContainText("the ticket was found");
  expect(await made(instance)).toMatchObject([{ number }]);
  expect(await instance.requests("POST", CHANGES)).toHaveLength(1);
});

test("a server that fails once is asked again, and there is one ticket", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/status of 503/);
  const dialog = await dialogFor(page);
  await fill(dialog, await task(page));
  await instance.fault({ match: `POST ${CHANGES}`, kind: "status", status: 503 });
  await sendButton(dialog).click();
  const number = await numberOf(dialog);
  expect(await made(instance)).toMatchObject([{ number }]);
});

test("a ticket in doubt is said to be, survives a reload, and is found", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/net::ERR_/, /status of 403/);
  let dialog = await dialogFor(page);
  await fill(dialog, await task(page));
  await instance.fault({ match: `POST ${CHANGES}`, kind: "drop_after_commit" });
  // The look-up before sending goes well, the one after it does not.
  await instance.fault({ match: `GET ${CHANGES}`, kind: "latency", ms: 0 });
  await instance.fault({ match: `GET ${CHANGES}`, kind: "status", status: 403 });
  await sendButton(dialog).click();
  const alert = dialog.getByRole("alert");
  await expect(alert).toContainText("It is not known whether the ticket was created.");
  await expect(alert).toContainText("there will be no second one");

  await page.reload();
  await page.getByRole("button", { name: "Sign in to ServiceNow" }).click();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  dialog = await share(page);
  await expect(dialog.getByRole("alert")).toContainText("It is not known");
  await dialog.getByRole("button", { name: "Send again" }).click();
  const number = await numberOf(dialog);
  await expect(dialog).toContainText("the ticket was found");
  expect(await made(instance)).toMatchObject([{ number }]);
});

test("an action whose ticket is open gets no second one", async ({ page, instance }) => {
  let dialog = await dialogFor(page);
  await fill(dialog, await task(page));
  await sendButton(dialog).click();
  const number = await numberOf(dialog);
  await dialog.getByRole("button", { name: "Close" }).click();

  dialog = await share(page);
  await expect(dialog).toContainText("There is already an open ticket:");
  await expect(ticketLink(dialog)).toContainText(number);
  await expect(sendButton(dialog)).toHaveCount(0);
  await expect(dialog.getByRole("button", { name: "Send a second ticket anyway" })).toBeVisible();
  expect(await made(instance)).toMatchObject([{ number, priority: "1" }]);
});

test("an action whose ticket is closed gets a new one, and the old one stays", async ({
  page,
  instance,
}) => {
  const title = "Block sign-ins that cannot do multifactor authentication";
  const of = () => instance.records("change_request", "correlation_idLIKEBlockLegacyAuth^ORDERBYnumber");
  const [closed] = await of();
  await connect(page);
  await page.goto("./#/secure-score?text=multifactor");
  await page.getByRole("link", { name: title }).click();
  await expect(ticketLink(page.getByRole("region", { name: "Ticket" }))).toContainText(
    closed.number,
  );
  const dialog = await share(page, title);
  await fill(dialog, await task(page));
  await sendButton(dialog).click();
  const number = await numberOf(dialog);
  expect(await of()).toMatchObject([
    closed,
    { number, correlation_id: `${closed.correlation_id}~2` },
  ]);
});

test.describe("a ticket of one's own is created from a card", () => {
  const KINDS = [
    { card: changeCard, table: "change_request", type: "Change request", priority: "3 - Moderate" },
    { card: incidentCard, table: "incident", type: "Incident", priority: "5 - Planning" },
  ];
  for (const { card, table, type, priority } of KINDS) {
    test(type, async ({ page, instance }) => {
      await connect(page);
      await card(page).getByRole("button", { name: "Create a ticket" }).click();
      const dialog = await theDialog(page);
      await expect(dialog).toContainText("User recommendation");
      const typed = { ...(await task(page)), type, priority };
      await expectFilled(dialog, { type, name: "", description: "" });
      await fill(dialog, typed);
      await dialog.getByLabel("Recommendation category").selectOption({ label: "Devices" });
      await sendButton(dialog).click();
      const number = await numberOf(dialog);
      await dialog.getByRole("button", { name: "Close" }).click();
      await expect(card(page).getByRole("row").nth(1)).toContainText(number);
      const [record] = await instance.records(table, `number=${number}`);
      expect(record).toMatchObject({ short_description: typed.name, priority: priority[0] });
      expect(record.correlation_id).toMatch(/^snowline\/user\/[0-9a-f]{32}$/);
      expect(record.description).toBe(
        `${typed.description}\n\nRecommendation source: User recommendation\n` +
          "Recommendation category: Devices\nInitiated by: megan.bowen@contoso.example",
      );
    });
  }
});

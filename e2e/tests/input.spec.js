// What people type into a task, and what instances answer, that is out of the ordinary.

import { MADE_HERE, expect, test } from "../support/index.js";
import {
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
  theDialog,
  ticketLink,
} from "../support/steps.js";

test.describe("what cannot be sent is said at the field, and stays", () => {
  const CASES = [
    {
      name: "a name of 161 characters",
      typed: { name: "n".repeat(161) },
      field: "Name",
      says: "The name has 161 characters; at most 160 fit.",
    },
    {
      name: "no name",
      typed: { name: "   " },
      field: "Name",
      says: "Enter a name.",
    },
    {
      name: "a description that leaves no room for the lines that are added",
      typed: { description: "d".repeat(4000) },
      field: "Description",
      says: /^The description has 4\d{3} characters; at most 4000 fit\./,
    },
    {
      name: "a due date in the past",
      days: -1,
      field: "Due date",
      says: "This date is in the past. Choose today or later.",
    },
    {
      name: "no due date",
      typed: { due: "" },
      field: "Due date",
      says: "Choose a due date.",
    },
  ];
  test("and the message goes as soon as the field is right", async ({ page, instance }) => {
    await connect(page);
    await openAction(page);
    const dialog = await share(page);
    const right = {
      priority: "2 - High",
      name: "A name",
      description: "What to do.",
      due: await day(page, 0),
    };
    for (const { name, typed, days, field, says } of CASES) {
      await test.step(name, async () => {
        const task = { ...right, ...typed };
        if (days !== undefined) task.due = await day(page, days);
        await fill(dialog, task);
        if (task.due === "") await dialog.getByLabel("Due date").clear();
        await sendButton(dialog).click();
        const control = dialog.getByLabel(field);
        const start = says instanceof RegExp ? says : new RegExp(`^${says.replace(/[.;]/g, "\\$&")}`);
        await expect(control).toHaveAccessibleDescription(start);
        await expect(control).toBeFocused();
        await expect(control).toHaveAttribute("aria-invalid", "true");
        await expectFilled(dialog, task);
        expect(await instance.requests("POST", "/api/now/table/change_request")).toHaveLength(0);
      });
    }
    await fill(dialog, { ...right, name: "n".repeat(161) });
    await sendButton(dialog).click();
    const name = dialog.getByLabel("Name");
    await expect(dialog.getByText("161 / 160")).toBeVisible();
    await name.press("End");
    await name.press("Backspace");
    await expect(name).not.toHaveAttribute("aria-invalid");
    await expect(name).toBeFocused();
    await sendButton(dialog).click();
    await numberOf(dialog);
  });
});

test("a name arrives as it was typed and changes no query", async ({ page, instance }) => {
  const NAMES = {
    "emoji": "\u{1f510} Sign-ins \u{1f469}\u{1f3fd}\u{200d}\u{1f4bb} \u{1f1f8}\u{1f1ea}",
    "right-to-left": "\u062a\u0641\u0639\u064a\u0644 \u0627\u0644\u0645\u0635\u0627\u062f\u0642\u0629 MFA \u05e2\u05d1\u05e8\u05d9\u05ea",
    "Korean and Chinese": "\uc704\ud5d8\ud55c \ub85c\uadf8\uc778 \u98ce\u9669\u767b\u5f55",
    "carets, quotes and brackets": `a^b=c^ORnumberISNOTEMPTY^NQactive=true "x" 'y' <b>&amp;</b> %5E`,
    "script": "javascript:gs.getUserID() @ , ${x} {{y}} <img src=x onerror=alert(1)>",
    "160 characters": "\u{e5}".repeat(160),
  };
  await connect(page);
  for (const [name, text] of Object.entries(NAMES)) {
    await test.step(name, async () => {
      const before = await instance.records("change_request", "");
      await changeCard(page).getByRole("button", { name: "Create a ticket" }).click();
      const dialog = await theDialog(page);
      await fill(dialog, { name: text, description: `${text}\n${text}`, priority: "3 - Moderate" });
      await sendButton(dialog).click();
      const number = await numberOf(dialog);
      await dialog.getByRole("button", { name: "Close" }).click();
      const newest = changeCard(page).getByRole("row").nth(1);
      await expect(newest).toContainText(number);
      await expect(newest.getByRole("cell").nth(1)).toHaveText(text);

      const [record] = await instance.records("change_request", `number=${number}`);
      expect(record.short_description).toBe(text);
      expect(record.description).toMatch(/\n\nRecommendation source: /);
      expect(record.description.startsWith(`${text}\n${text}\n\n`)).toBe(true);
      expect(await instance.records("change_request", "")).toHaveLength(before.length + 1);
    });
  }
});

test("an instance without tickets shows empty cards and lists", async ({ page, instance }) => {
  await instance.empty("change_request");
  await instance.empty("incident");
  await connect(page);
  await expect(changeCard(page)).toContainText("No changes made from this portal yet.");
  await expect(incidentCard(page)).toContainText("No incidents made from this portal yet.");
  await changeCard(page).getByRole("link", { name: "View all tickets" }).click();
  await expect(page.getByText("No tickets made from this portal yet.")).toBeVisible();
});

test("a record with null, empty and UNKNOWN fields is shown with what it has", async ({
  page,
  instance,
}) => {
  await connect(page);
  await openAction(page);
  await expect(page.getByText("None yet.")).toBeVisible();
  const value = (value) => ({ value, display_value: value });
  await instance.fault({
    match: "GET /api/now/table/incident",
    kind: "status",
    status: 200,
    body: {
      result: [
        {
          sys_id: "0123456789abcdef0123456789abcdef",
          number: "INC0099999",
          short_description: null,
          state: null,
          active: null,
          priority: "UNKNOWN",
          due_date: null,
          correlation_id: null,
          correlation_display: MADE_HERE,
          sys_created_on: "",
        },
        {
          sys_id: value("1123456789abcdef0123456789abcdef"),
          number: value("INC0099998"),
          short_description: value("UNKNOWN"),
          state: value("UNKNOWN"),
          active: value("true"),
          priority: value(""),
          due_date: value("UNKNOWN"),
          correlation_id: value("UNKNOWN"),
          correlation_display: value(MADE_HERE),
          sys_created_on: value("not a date"),
        },
      ],
    },
  });
  await page.goto("./#/tickets/incident");
  for (const number of ["INC0099999", "INC0099998"]) {
    const row = page.getByRole("row").filter({ hasText: number });
    await expect(ticketLink(row)).toBeVisible();
    await expect(row).toContainText("no date");
    await expect(row).not.toContainText(/null|undefined|NaN|Invalid/);
  }
});

test("what the API answers in HTML can be tried again", async ({ page, instance }) => {
  await connect(page);
  await openAction(page);
  await expect(page.getByText("None yet.")).toBeVisible();
  await instance.fault({ match: "GET /api/now/table/change_request", kind: "html" });
  await page.goto("./#/tickets/change");
  await expect(page.getByRole("alert")).toContainText("A web page came instead of data");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("table", { name: "Change requests" })).toBeVisible();
  await expect(page.getByRole("alert")).toBeHidden();
});

test("an instance whose Batch API is closed shows the same cards", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/status of 403/);
  await instance.fault({ match: "POST /api/now/*batch", kind: "status", status: 403 });
  await connect(page);
  await expect(changeCard(page).getByRole("row").nth(1)).toContainText("CHG");
  await expect(incidentCard(page).getByRole("row").nth(1)).toContainText("INC");
});

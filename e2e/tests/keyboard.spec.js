// Without a mouse.

import { expect, test } from "../support/index.js";
import { ACTION, day, expectFilled, theDialog } from "../support/steps.js";

/** Presses Tab until the element has the focus. */
async function tabTo(page, target, key = "Tab") {
  const isFocused = () => target.evaluate((element) => element.matches(":focus"));
  for (let presses = 0; presses < 60; presses += 1) {
    if (await isFocused()) return;
    await page.keyboard.press(key);
  }
  await expect(target, `${key} leads there`).toBeFocused();
}

test("Secure Score: Share opens a menu with ServiceNow in it, which works with the keyboard alone", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("./#/secure-score");
  const button = page.getByRole("button", { name: `Share: ${ACTION.title}` });
  const item = (name) => page.getByRole("menuitem", { name });
  await expect(button).toBeVisible();
  await page.getByLabel("Search actions").focus();
  await page.keyboard.type("risky");
  await tabTo(page, button);

  await test.step("the arrow keys, Home, End and letters move", async () => {
    await page.keyboard.press("Enter");
    await expect(button).toHaveAttribute("aria-expanded", "true");
    await expect(item("Copy link")).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(item("E-mail")).toBeFocused();
    await page.keyboard.press("End");
    await expect(item("ServiceNow")).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(item("Copy link")).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await expect(item("ServiceNow")).toBeFocused();
    await page.keyboard.press("Home");
    await expect(item("Copy link")).toBeFocused();
    await page.keyboard.press("m");
    await expect(item("Microsoft Teams")).toBeFocused();
  });
  await test.step("Escape closes and gives the focus back", async () => {
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menu")).toBeHidden();
    await expect(button).toBeFocused();
    await expect(button).toHaveAttribute("aria-expanded", "false");
  });
  await test.step("ArrowUp opens at the last item, Tab leaves", async () => {
    await page.keyboard.press("ArrowUp");
    await expect(item("ServiceNow")).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("menu")).toBeHidden();
    await tabTo(page, button, "Shift+Tab");
  });
  await test.step("Enter chooses", async () => {
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Link copied")).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(`${page.url().split("#")[0]}#/secure-score/${ACTION.id}`);
    await expect(button).toBeFocused();
  });
});

test("Keyboard: a task is shared, from connecting to the ticket, with the keyboard alone", async ({
  page,
}) => {
  await page.goto("./");
  const press = async (target, key = "Enter") => {
    await expect(target).toBeVisible();
    await tabTo(page, target);
    await page.keyboard.press(key);
  };
  await press(page.getByRole("link", { name: "Connect to ServiceNow" }));
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await press(page.getByRole("button", { name: "Authorize", exact: true }));
  await expect(page.getByLabel("User name")).toBeFocused();
  await page.keyboard.type("integration.user");
  await page.keyboard.press("Tab");
  await page.keyboard.type("snowline");
  await page.keyboard.press("Enter");
  await press(page.getByRole("button", { name: "Allow", exact: true }));
  await press(page.getByRole("link", { name: "Secure Score", exact: true }));
  await press(page.getByRole("link", { name: ACTION.title }));
  const share = page.getByRole("button", { name: `Share: ${ACTION.title}` });
  await press(share, "ArrowUp");
  await page.keyboard.press("Enter");

  const dialog = await theDialog(page);
  await test.step("the dialog keeps the focus", async () => {
    for (let presses = 0; presses < 15; presses += 1) {
      await page.keyboard.press("Tab");
      const outside = await page.evaluate(() => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        return active !== document.body && active?.closest("dialog") === null;
      });
      expect(outside).toBe(false);
    }
  });
  await test.step("Escape closes it and gives the focus back", async () => {
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(share).toBeFocused();
  });
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await tabTo(page, dialog.getByLabel("Ticket type"));
  await page.keyboard.type("Inc");
  await tabTo(page, dialog.getByLabel("Priority"));
  await page.keyboard.type("2");
  await tabTo(page, dialog.getByLabel("Name"));
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Typed by hand");
  const due = await day(page, 9);
  const [year, month, date] = due.split("-");
  await tabTo(page, dialog.getByLabel("Due date"));
  await page.keyboard.type(`${month}${date}${year}`);
  await expectFilled(dialog, { type: "Incident", priority: "2 - High", name: "Typed by hand", due });
  await press(dialog.getByRole("button", { name: "Send to ServiceNow" }));
  await expect(dialog.getByRole("heading", { name: "Sent to ServiceNow" })).toBeFocused();
  await press(dialog.getByRole("button", { name: "Close" }));
  await expect(dialog).toBeHidden();
  await expect(share).toBeFocused();
});

test("what was typed to find an action stands there again on the way back", async ({ page }) => {
  await page.goto("./#/secure-score");
  const search = page.getByRole("searchbox");
  await search.fill("risky");
  await page.getByRole("link", { name: ACTION.title }).click();
  await expect(page.getByRole("heading", { level: 1, name: ACTION.title })).toBeVisible();
  await page.goBack();
  await expect(search).toHaveValue("risky");
  await expect(page.getByRole("row")).toHaveCount(2);
});

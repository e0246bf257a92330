// Every page has an address of its own.

import { expect, test } from "../support/index.js";
import { ACTION } from "../support/steps.js";

const title = (page) => page.getByRole("heading", { level: 1 });

test("a link in a ticket leads to its action", async ({ page }) => {
  await page.goto(`./#/secure-score/${ACTION.id}`);
  await expect(title(page)).toHaveText(ACTION.title);
  await expect(page.getByRole("heading", { name: "Implementation steps" })).toBeVisible();
});

test("back and forward lead through the pages, and the focus follows", async ({ page }) => {
  await page.goto("./");
  await expect(title(page)).toHaveText("Home");
  await expect(title(page)).not.toBeFocused();
  await page.getByRole("link", { name: "Secure Score", exact: true }).click();
  await expect(title(page)).toHaveText("Secure Score");
  await expect(title(page)).toBeFocused();
  await page.getByRole("link", { name: ACTION.title }).click();
  await expect(title(page)).toHaveText(ACTION.title);
  await page.goBack();
  await expect(title(page)).toHaveText("Secure Score");
  await page.goBack();
  await expect(title(page)).toHaveText("Home");
  await expect(title(page)).toBeFocused();
  await page.goForward();
  await expect(page).toHaveTitle("Secure Score \u{b7} Snowline");
  await expect(page.getByRole("navigation", { name: "Pages" }).locator("[aria-current=page]"))
    .toHaveText("Secure Score");
});

test("an address that leads nowhere says so", async ({ page }) => {
  await page.goto("./#/secure-score/NoSuchAction");
  await expect(title(page)).toHaveText("Improvement action not found");
  await page.goto("./#/nowhere/at/all");
  await expect(title(page)).toHaveText("Page not found");
  await page.getByRole("link", { name: "Go to the home page" }).click();
  await expect(page.getByRole("heading", { name: "Do you use ServiceNow?" })).toBeVisible();
});

test("an address that changes while the page is still loading counts", async ({ page }) => {
  let asked;
  const request = new Promise((resolve) => (asked = resolve));
  let answer;
  const released = new Promise((resolve) => (answer = resolve));
  await page.route("**/messages/en.json", async (route) => {
    asked();
    await released;
    await route.continue();
  });
  await page.goto("./");
  await request;
  await page.evaluate(() => (location.hash = "#/ticketProvisioning"));
  answer();
  await expect(title(page)).toHaveText("Connect to ServiceNow");
});

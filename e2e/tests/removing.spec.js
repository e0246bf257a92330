// Removing the connection: what goes, in every tab and at the instance, and what stays.

import { readFileSync } from "node:fs";
import { expect, test } from "../support/index.js";
import { changeCard, connect, fill, incidentCard, theDialog } from "../support/steps.js";

const connectionStatus = (page) => page.getByRole("region", { name: "Connection status" });

test("removing the connection signs out every tab and the instance", async ({
  page,
  context,
  instance,
}) => {
  let authorization;
  page.on("request", async (request) => {
    authorization ??= await request.headerValue("authorization");
  });
  await connect(page);
  const other = await context.newPage();
  await other.goto("./#/ticketProvisioning");
  await other.getByRole("button", { name: "Sign in again" }).click();
  await other.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(connectionStatus(other)).toContainText("Connected");
  expect(await instance.statusFor(authorization)).toBe(200);

  await page.getByRole("link", { name: "Connection", exact: true }).click();
  await page.getByRole("button", { name: "Remove the connection" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove the connection?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(connectionStatus(page)).toContainText("Connected");
  await page.getByRole("button", { name: "Remove the connection" }).click();
  await dialog.getByRole("button", { name: "Remove the connection" }).click();

  await expect(connectionStatus(page)).toBeHidden();
  await expect(page.getByText("The connection was removed.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(connectionStatus(other)).toBeHidden();
  await page.getByRole("link", { name: "Home", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Do you use ServiceNow?" })).toBeVisible();
  await expect.poll(() => instance.statusFor(authorization)).toBe(401);
  for (const tab of [page, other]) {
    const left = await tab.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
    expect(left).toEqual([]);
  }
  await page.reload();
  await expect(page.getByRole("heading", { name: "Do you use ServiceNow?" })).toBeVisible();
});

test("removing the connection keeps the drafts, unless one says otherwise", async ({ page }) => {
  await connect(page);
  for (const [card, name] of [[changeCard(page), "One"], [incidentCard(page), "Two"]]) {
    await card.getByRole("button", { name: "Create a ticket" }).click();
    const dialog = await theDialog(page);
    await fill(dialog, { name });
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  }
  const remove = async (also) => {
    await page.goto("./#/ticketProvisioning");
    await page.getByRole("button", { name: "Remove the connection" }).click();
    const dialog = page.getByRole("dialog", { name: "Remove the connection?" });
    const box = dialog.getByLabel("Also delete the 2 drafts in this browser");
    await expect(box).not.toBeChecked();
    const downloading = page.waitForEvent("download");
    await dialog.getByRole("link", { name: "Download the drafts" }).click();
    const file = JSON.parse(readFileSync(await (await downloading).path(), "utf8"));
    expect(file.drafts.map((draft) => draft.name).sort()).toEqual(["One", "Two"]);
    if (also) await box.check();
    await dialog.getByRole("button", { name: "Remove the connection" }).click();
    await expect(page.getByText("The connection was removed.")).toBeVisible();
    return page.evaluate(() => Object.keys(localStorage).sort());
  };
  expect(await remove(false)).toEqual(["snowline.draft.change", "snowline.draft.incident"]);
  await page.getByRole("button", { name: "Authorize", exact: true }).click();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(changeCard(page)).toBeVisible();
  expect(await remove(true)).toEqual([]);
});

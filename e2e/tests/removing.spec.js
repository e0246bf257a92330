// Removing the connection: what goes, in every tab and at the instance, and what stays.

import { readFileSync } from "node:fs";
import { CLIENT_ID, expect, test } from "../support/index.js";
import { changeCard, connect, fill, incidentCard, signIn, theDialog } from "../support/steps.js";

const connectionStatus = (page) => page.getByRole("region", { name: "Connection status" });

test("removing the connection signs out every tab and the instance", async ({
  page,
  context,
  instance,
  guard,
}) => {
  // The instance is asked with the access token whether it has ended.
  guard.expects(/status of 401/);
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
  await expect(
    page.getByText(`The tokens are revoked: ${instance.host} no longer accepts`),
  ).toBeVisible();
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

test("removing the connection keeps the drafts, unless one says otherwise", async ({ page, guard }) => {
  guard.expects(/status of 401/);
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

const removing = async (page) => {
  await page.getByRole("link", { name: "Connection", exact: true }).click();
  await page.getByRole("button", { name: "Remove the connection" }).click();
  return page.getByRole("dialog", { name: "Remove the connection?" });
};
const confirm = (dialog) => dialog.getByRole("button", { name: "Remove the connection" }).click();
const afterwards = (page) => page.getByRole("region", { name: "What is left in ServiceNow" });

test("who is signed out is told that there is nothing to revoke here, and where it can be done", async ({
  page,
  instance,
}) => {
  await connect(page);
  await page.reload();
  const before = (await instance.requests("GET", "/oauth_revoke_token.do")).length;
  const dialog = await removing(page);
  await expect(dialog).toContainText("it holds no tokens to revoke");
  await expect(dialog).not.toContainText("its tokens are revoked");
  const tokens = { name: /^System OAuth > Manage Tokens/ };
  await expect(dialog.getByRole("link", tokens)).toHaveAttribute(
    "href",
    `${instance.url}/nav_to.do?uri=oauth_credential_list.do`,
  );
  await confirm(dialog);
  await expect(afterwards(page).getByRole("link", tokens)).toBeVisible();
  await expect(page.getByText("The tokens are revoked")).toHaveCount(0);
  expect(await instance.requests("GET", "/oauth_revoke_token.do")).toHaveLength(before);
});

test("a tab that is signed in revokes its tokens when a signed-out one removes the connection", async ({
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
  await other.goto("./");
  await expect(other.getByText("You are signed out of ServiceNow")).toBeVisible();
  await confirm(await removing(other));
  await expect(page.getByRole("heading", { name: "Do you use ServiceNow?" })).toBeVisible();
  await expect.poll(() => instance.statusFor(authorization)).toBe(401);
});

for (const { name, fault, logs, says } of [
  {
    name: "the instance refuses",
    fault: { kind: "status", status: 403 },
    logs: [/status of 403/],
    says: "still accepts the access token.",
  },
  {
    name: "it is not reached",
    fault: { kind: "drop_before" },
    logs: [/net::ERR_/],
    says: "Nobody knows whether the tokens were revoked.",
  },
]) {
  test(`a revocation that fails is said, with where to end the tokens: ${name}`, async ({
    page,
    instance,
    guard,
  }) => {
    guard.expects(...logs);
    await connect(page);
    await instance.fault({ match: "GET /oauth_revoke_token.do", times: 5, ...fault });
    const dialog = await removing(page);
    await expect(dialog).toContainText(`its tokens are revoked at ${instance.host}`);
    await confirm(dialog);
    const alert = page.getByRole("alert");
    await expect(alert).toContainText(says);
    await expect(alert.getByRole("link", { name: /^System OAuth > Manage Tokens/ })).toBeVisible();
    // It stays to be read.
    await page.getByRole("link", { name: "Home", exact: true }).click();
    await page.getByRole("link", { name: "Connect to ServiceNow" }).click();
    await expect(alert).toContainText(says);
    await page.getByRole("button", { name: "Close" }).click();
    await expect(afterwards(page)).toHaveCount(0);
  });
}

test("what stays in ServiceNow is listed before and after, and each link shows it there", async ({
  page,
  context,
  instance,
  guard,
}) => {
  guard.expects(/status of 401/);
  await connect(page);
  const dialog = await removing(page);
  const links = dialog.getByRole("listitem").getByRole("link");
  await expect(links).toHaveCount(6);
  await expect(dialog).toContainText("snowline.integration");
  await expect(dialog).toContainText("glide.oauth.cors.allowed.origin");
  await confirm(dialog);
  const left = afterwards(page).getByRole("listitem").getByRole("link");
  await expect(left).toHaveCount(6);
  const admin = await context.newPage();
  await admin.goto(`${instance.url}/login.do`);
  await signIn(admin, "admin");
  for (const [at, text] of [
    [0, CLIENT_ID],
    [1, "Table API"],
    [2, "glide.oauth.cors.allowed.origin"],
  ]) {
    await admin.goto(await left.nth(at).getAttribute("href"));
    await expect(admin.getByText(text).first()).toBeVisible();
  }
});

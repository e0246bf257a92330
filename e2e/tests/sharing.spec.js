// The share menu, and the ways to share that are not ServiceNow.

import { expect, test } from "../support/index.js";
import { ACTION } from "../support/steps.js";

test("Microsoft Teams opens in a tab of its own with the link, and knows nothing of the portal", async ({
  page,
  context,
  baseURL,
  guard,
}) => {
  guard.expects(/request: GET https:\/\/teams\.microsoft\.com\/share/);
  await context.route("https://teams.microsoft.com/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>Teams</title>" }),
  );
  await page.goto(`./#/secure-score/${ACTION.id}`);
  await page.getByRole("button", { name: `Share: ${ACTION.title}` }).click();
  const [teams] = await Promise.all([
    context.waitForEvent("page"),
    page.getByRole("menuitem", { name: "Microsoft Teams" }).click(),
  ]);
  await expect(teams).toHaveTitle("Teams");
  const shared = new URL(teams.url()).searchParams;
  expect(shared.get("href")).toBe(`${baseURL}#/secure-score/${ACTION.id}`);
  expect(shared.get("msgText")).toBe(ACTION.title);
  expect(await teams.evaluate(() => [window.opener, document.referrer])).toEqual([null, ""]);
});

test("what the browser does not allow to be copied is said", async ({ page, context }) => {
  await context.clearPermissions();
  await page.goto(`./#/secure-score/${ACTION.id}`);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await page.getByRole("button", { name: `Share: ${ACTION.title}` }).click();
  await page.getByRole("menuitem", { name: "Copy link" }).click();
  await expect(page.getByText("The browser did not allow the link to be copied")).toBeVisible();
});

test("a second click on the button closes its menu", async ({ page }) => {
  await page.goto(`./#/secure-score/${ACTION.id}`);
  const share = page.getByRole("button", { name: `Share: ${ACTION.title}` });
  await share.click();
  await expect(page.getByRole("menu")).toBeVisible();
  await share.click();
  await expect(page.getByRole("menu")).toBeHidden();
  await expect(share).toHaveAttribute("aria-expanded", "false");
});

test("a value to paste is copied by a button that is named by what it does, and says so briefly", async ({
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.clock.install();
  await page.goto("./#/ticketProvisioning");
  const copy = page.getByRole("button", { name: "Copy", exact: true });
  const redirect = copy.and(page.getByTitle(baseURL, { exact: true })).first();
  await expect(redirect).toHaveAccessibleDescription(baseURL);
  const count = await copy.count();
  await expect(page.getByRole("button", { name: "Allow" })).toHaveCount(0);
  await redirect.click();
  const copied = page.getByRole("button", { name: "Copied", exact: true });
  await expect(copied).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(baseURL);
  await page.clock.fastForward(4000);
  await expect(copied).toBeHidden();
  await expect(copy).toHaveCount(count);
});

test("the menu of the last row is in view as a whole", async ({ page }) => {
  await page.goto("./#/secure-score");
  const last = page.getByRole("row").last().getByRole("button");
  await last.click();
  const menu = page.getByRole("menu");
  await expect(menu).toBeInViewport({ ratio: 1 });
  await expect(menu.getByRole("menuitem").first()).toBeFocused();
  const first = page.getByRole("row").nth(1).getByRole("button");
  await first.click();
  await expect(menu).toBeInViewport({ ratio: 1 });
  const [button, opened] = [await first.boundingBox(), await menu.boundingBox()];
  expect(opened.y).toBeGreaterThan(button.y);
});

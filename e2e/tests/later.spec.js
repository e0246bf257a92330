// The module in two files: what the home page needs, and what is loaded when it is first needed.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dist, expect, test } from "../support/index.js";
import { changeCard, connect, openAction, theDialog } from "../support/steps.js";

const FILE = "**/snowline_later.wasm?*";
const title = (page) => page.getByRole("heading", { level: 1 });

/** The names of the files that a page asks the portal for, as they come. */
function filesOf(page) {
  const files = [];
  page.on("request", (request) => files.push(new URL(request.url()).pathname.split("/").pop()));
  return files;
}

test("the home page loads no other page, and the others are loaded once", async ({ page }) => {
  const files = filesOf(page);
  await page.goto("./");
  await expect(page.getByRole("heading", { name: "Do you use ServiceNow?" })).toBeVisible();
  expect(files).toContain("snowline_bg.wasm");
  expect(files).not.toContain("snowline_later.wasm");
  expect(files).not.toContain("en.later.json");
  expect(files).not.toContain("snowline.later.css");
  expect(files).not.toContain("secure-score.json");
  await openAction(page);
  await page.getByRole("link", { name: "Connection", exact: true }).click();
  await expect(page.getByLabel("Instance URL")).toBeVisible();
  const count = (name) => files.filter((file) => file === name).length;
  const once = [
    "snowline_later.wasm",
    "en.later.json",
    "snowline.later.css",
    "secure-score.json",
  ];
  expect(once.map(count)).toEqual([1, 1, 1, 1]);
});

test("a page that cannot be loaded says so, and comes when one tries again", async ({
  page,
  guard,
}) => {
  guard.expects(/ERR_FAILED/);
  await page.route(FILE, (route) => route.abort());
  await page.goto("./#/secure-score");
  await expect(page.getByRole("alert")).toContainText("snowline_later.wasm");
  await page.unroute(FILE);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(title(page)).toHaveText("Secure Score");
});

for (const [what, files] of [
  ["words", "**/messages/en.later.json"],
  ["styles", "**/snowline.later.css"],
]) {
  test(`${what} that cannot be loaded are said, and come when one tries again`, async ({
    page,
    guard,
  }) => {
    guard.expects(/ERR_FAILED/);
    await page.route(files, (route) => route.abort());
    await page.goto("./#/secure-score");
    await expect(page.getByRole("alert")).toContainText(files.split("/").pop());
    await page.unroute(files);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(title(page)).toHaveText("Secure Score");
  });
}

test("a later page is drawn when its styles are there, and not before", async ({ page }) => {
  let answer;
  await page.route("**/snowline.later.css", async (route) => {
    await new Promise((resolve) => (answer = resolve));
    await route.continue();
  });
  const module = page.waitForResponse(/snowline_later\.wasm/);
  await page.goto("./#/ticketProvisioning");
  await (await module).finished();
  await expect.poll(() => answer).toBeDefined();
  await expect(page.getByLabel("Instance URL")).toBeHidden();
  answer();
  const field = page.getByLabel("Instance URL");
  await expect(field).toBeVisible();
  await expect(field).toHaveCSS("border-radius", "6px");
});

test("a file that a cache kept of another build is not taken for this one's", async ({ page }) => {
  const other = Buffer.from(
    readFileSync(join(dist, "snowline_later.wasm"), "latin1").replace(/later:[0-9a-f]{16}/g, (name) =>
      "later:".padEnd(name.length, "0"),
    ),
    "latin1",
  );
  await page.route(FILE, (route) => route.fulfill({ body: other }));
  await page.goto("./#/ticketProvisioning");
  await expect(page.getByRole("alert")).toContainText("The portal was updated");
});

test("who wants to write a ticket before its form is here gets it when it is", async ({ page }) => {
  await connect(page);
  let answer;
  await page.route(FILE, async (route) => {
    await new Promise((resolve) => (answer = resolve));
    await route.continue();
  });
  await changeCard(page).getByRole("button", { name: "Create a ticket" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Loading" })).toBeAttached();
  await expect.poll(() => answer).toBeDefined();
  answer();
  await expect(await theDialog(page)).toContainText("Ticket type");
});

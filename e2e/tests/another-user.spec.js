// Who is signed in: another user than the setup names, and what becomes of the tokens of the one
// before.

import { expect, test } from "../support/index.js";
import { authorize, changeCard, connect, signIn } from "../support/steps.js";

const banner = (page) => page.getByRole("status").filter({ hasText: "Signed in as" });
const authorizeButton = (page) => page.getByRole("button", { name: "Authorize", exact: true });
const goToSetup = (page) => page.getByRole("link", { name: "Connection", exact: true }).click();

/** The tokens that the page shows to the instance, in their order. */
function tokensOf(page) {
  const tokens = [];
  page.on("request", (request) => {
    const token = request.headers().authorization;
    if (token && token !== "Bearer snowline-check" && !tokens.includes(token)) tokens.push(token);
  });
  return tokens;
}

/** Signs in as the integration user where the instance knows somebody else. */
async function notYou(page) {
  await page.getByRole("link", { name: "Not you?" }).click();
  await signIn(page);
  await page.getByRole("button", { name: "Allow", exact: true }).click();
}

test("the tokens of the user before are refused when another has signed in: in this window", async ({
  page,
  instance,
}) => {
  const tokens = tokensOf(page);
  await connect(page, "abel.tuter");
  await expect.poll(() => tokens.length).toBe(1);
  expect(await instance.statusFor(tokens[0])).toBe(200);
  await goToSetup(page);
  await authorizeButton(page).click();
  await notYou(page);
  await expect(page.getByText("as integration.user")).toBeVisible();
  await expect.poll(() => tokens.length).toBe(2);
  expect(await instance.statusFor(tokens[0])).toBe(401);
  expect(await instance.statusFor(tokens[1])).toBe(200);
});

test("the tokens of the user before are refused when another has signed in: in a window of its own", async ({
  page,
  instance,
  baseURL,
}) => {
  await instance.registerRedirect(`${baseURL}oauth-callback.html,${baseURL}`);
  const tokens = tokensOf(page);
  await page.goto("./#/ticketProvisioning");
  await page.getByLabel("In a window of its own").check();
  const opened = async () => {
    const [popup] = await Promise.all([page.waitForEvent("popup"), authorizeButton(page).click()]);
    return popup;
  };
  const status = page.getByRole("region", { name: "Connection status" });
  const first = await opened();
  await signIn(first, "abel.tuter");
  await first.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(status).toContainText("abel.tuter");
  // A window that comes to nothing leaves everything as it was.
  const given = await opened();
  await expect(given.getByRole("link", { name: "Not you?" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  expect(await instance.statusFor(tokens[0])).toBe(200);
  await notYou(await opened());
  await expect(status).toContainText("integration.user");
  await expect(status).not.toContainText("abel.tuter");
  await expect.poll(() => instance.statusFor(tokens[0])).toBe(401);
  expect(await instance.statusFor(tokens[1])).toBe(200);
});

test("the same user who signs in again in a window keeps the token that both sign-ins gave", async ({
  page,
  instance,
  baseURL,
}) => {
  await instance.registerRedirect(`${baseURL}oauth-callback.html`);
  const tokens = tokensOf(page);
  await page.goto("./#/ticketProvisioning");
  await page.getByLabel("In a window of its own").check();
  for (const isFirst of [true, false]) {
    const [popup] = await Promise.all([page.waitForEvent("popup"), authorizeButton(page).click()]);
    if (isFirst) await signIn(popup);
    const gone = popup.waitForEvent("close");
    await popup.getByRole("button", { name: "Allow", exact: true }).click();
    await gone;
    await expect(page.getByRole("region", { name: "Connection status" })).toContainText("integration.user");
  }
  expect(await instance.requests("GET", "/oauth_revoke_token.do")).toHaveLength(0);
  expect(tokens).toHaveLength(1);
  expect(await instance.statusFor(tokens[0])).toBe(200);
});

test("Signed in as oneself: the home page says that another user is signed in than the setup names, and leads out of it", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/status of 401/);
  await page.goto("./#/ticketProvisioning");
  await page.getByLabel("Integration user (optional)").fill("integration.user");
  await authorize(page, "admin");
  await expect(changeCard(page)).toBeVisible();
  await expect(banner(page)).toContainText("Signed in as admin, not as integration.user");
  await expect(banner(page)).toContainText("Choose “Not you?” on ServiceNow’s page");
  // The answer that filled the cards has said so.
  expect(await instance.requests("GET", "/api/now/table/sys_user")).toHaveLength(0);

  await banner(page).getByRole("button", { name: "Check the setup" }).click();
  await expect(page.getByText(/Signed in as admin, not as integration\.user/)).toBeVisible();
  await expect(page.getByText(/of 7 steps passed/)).toBeVisible();

  await page.getByRole("link", { name: "Home", exact: true }).click();
  await banner(page).getByRole("button", { name: "Sign in again" }).click();
  await notYou(page);
  await expect(page.getByText("as integration.user")).toBeVisible();
  await expect(banner(page)).toHaveCount(0);
});

test("who lacks roles is told to check them when it is the integration user, else to sign in as it", async ({
  page,
  guard,
}) => {
  guard.expects(/status of 401/);
  const note = page.getByText("There are tickets made from this portal that abel.tuter may not read.");
  await page.goto("./#/ticketProvisioning");
  await page.getByLabel("Integration user (optional)").fill("Abel.Tuter");
  await authorize(page, "abel.tuter");
  await expect(note).toContainText("This is the integration user: roles are missing");
  await expect(banner(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Check the setup" }).click();
  await expect(page.getByText(/of 7 steps passed/)).toBeVisible();
  await page.getByLabel("Integration user (optional)").fill("");
  await page.getByRole("button", { name: "Check again" }).click();
  await page.getByRole("link", { name: "Home", exact: true }).click();
  await expect(note).toContainText("Sign in as the integration user");
});

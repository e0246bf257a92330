// Every fault that people met when they connected an instance: the sandbox is put into that state,
// and the page says what it is, in every language.
//
// The faults are in support/faults.js, a row each. Rows share a sign-in where they can.

import { createHmac } from "node:crypto";
import { expect, test as base, words } from "../support/index.js";
import {
  BEFORE_SIGNING_IN,
  INTEGRATION_USER,
  NOBODY_THERE,
  NO_PROXY,
  POLICY_FORBIDS,
  READABLE,
  READABLE_AT_WORK,
  RELEASES,
  SIGNED_IN,
  SINGLE_SIGN_ON,
  Scene,
} from "../support/faults.js";
import { error, expectSaid, inEachLanguage, text } from "../support/languages.js";
import { startProxy } from "../support/proxies.js";
import { ACTION, authorize, changeCard, connect, signIn } from "../support/steps.js";

const HIDDEN = [/blocked by CORS policy/, /net::ERR_FAILED/];

const test = base.extend({
  scene: async ({ page, instance, baseURL }, use) => use(new Scene({ page, instance, baseURL })),
});

test("Is my OAuth entity right? What is wrong before anybody signs in", async ({ page, scene, guard, programs }) => {
  guard.expects(...HIDDEN, /status of 40[1345]/, /net::ERR_CONNECTION_REFUSED/);
  await page.goto("./#/ticketProvisioning");
  await page.getByLabel("Through this portal’s server").check();
  await scene.run(NO_PROXY);
  await page.getByLabel("Straight from this browser").check();
  await scene.run(BEFORE_SIGNING_IN);
  await programs.instance.stop();
  await scene.run(NOBODY_THERE);
});

test("the portal’s own policy forbids the instance", async ({ page, scene, guard }) => {
  guard.expects(/Content Security Policy/, /policy: connect-src/);
  await page.goto("./#/ticketProvisioning");
  await scene.run(POLICY_FORBIDS);
});

test("Is my integration user right? What is wrong with the signed-in user", async ({ page, scene, guard }) => {
  guard.expects(...HIDDEN, /status of 401/, /status of 429/);
  await page.goto("./#/ticketProvisioning");
  await page.getByLabel("Integration user (optional)").fill(INTEGRATION_USER);
  await page.getByRole("button", { name: "Check the setup" }).click();
  await authorize(page, "abel.tuter");
  await expect(changeCard(page)).toBeVisible();
  await scene.run(SIGNED_IN);
});

test("Prerequisites: what an administrator sees of the release", async ({ page, scene, guard }) => {
  guard.expects(/status of 401/);
  await connect(page, "admin");
  await scene.run(RELEASES);
});

test.describe("Single sign-on", () => {
  test.use({ instanceOptions: ["--sso", "0", "--refresh-tokens"] });

  test("Single sign-on: it signs in another than the integration user, and there is a way out", async ({
    page,
    context,
    scene,
    guard,
  }) => {
    // The identity provider is a stranger to the portal, as it has to be.
    guard.expects(/request: GET http:\/\/localhost:\d+\//, /status of 401/);
    await page.goto("./#/ticketProvisioning");
    await page.getByLabel("Integration user (optional)").fill(INTEGRATION_USER);
    await page.getByRole("button", { name: "Check the setup" }).click();
    await page.getByRole("button", { name: "Authorize", exact: true }).click();
    await page.getByLabel("Email").fill("abel.tuter@example.com");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    await expect(page.getByText(/^Connected to .* as abel\.tuter/)).toBeVisible();
    await scene.run(SINGLE_SIGN_ON);
    // This instance gives refresh tokens, so there is nothing to say of them.
    await expect(page.getByText(text("en", ["status.ends"]))).toHaveCount(0);
    const [tab] = await Promise.all([
      context.waitForEvent("page"),
      page.getByRole("link", { name: text("en", ["check.user.ownSignIn"]) }).click(),
    ]);
    await signIn(tab);
    await expect(tab.getByRole("button", { name: "Log in" })).toHaveCount(0);
    await page.getByRole("button", { name: "Authorize", exact: true }).click();
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    await expect(page.getByText(`as ${INTEGRATION_USER}`)).toBeVisible();
  });
});

test.describe("through the portal’s server", () => {
  const proxied = test.extend({
    front: async ({ programs }, use) => {
      const proxy = await startProxy("nginx", programs.portal.address, programs.instance.address);
      await use(proxy);
      await proxy.stop();
    },
    baseURL: async ({ front }, use) => use(front.address),
  });

  proxied("IP filtering: it is told apart from what else hides everything", async ({ page, scene, guard }) => {
    // The proxy passes no icon on; that it answers is enough. Nobody has the address beside it.
    guard.expects(/status of 403/, /status of 404 .*favicon/, /status of 404 .*servicenow-snowline-check/);
    guard.expects(/status of 401/);
    // Once the batch was answered with a page, what is asked one by one is more than the proxy lets
    // through.
    guard.allows(/status of 404 .*\/ui\/meta\//);
    await scene.instance.registerRedirect(scene.baseURL);
    await page.goto("./#/ticketProvisioning");
    await page.getByLabel("Through this portal’s server").check();
    await scene.run(READABLE);
    await page.getByRole("button", { name: "Check again" }).click();
    await expect(page.getByText(/^[1-5] of 5 steps passed$/)).toBeVisible();
    await authorize(page);
    await expect(changeCard(page)).toBeVisible();
    await scene.run(READABLE_AT_WORK);
  });
});

test.describe("a customised Application Registry", () => {
  test.use({ instanceOptions: ["--customised-registry"] });

  test("Cross-scope access policy: ServiceNow says it itself, and the checklist has the defaults", async ({
    page,
    context,
    scene,
  }) => {
    const refused =
      "Read operation against 'oauth_entity' from scope 'x_mioms_m365ticket' has been refused because of the table's cross-scope access policy";
    const tab = await context.newPage();
    await tab.goto(`${scene.instance.url}/x_mioms_m365ticket_connector.do`);
    await signIn(tab, "admin");
    await expect(tab.getByRole("alert")).toHaveText(refused);
    await page.goto("./#/ticketProvisioning");
    await expectSaid(page, [["setup.how.registry"]]);
    await inEachLanguage(page, async (tag) => {
      const hint = words(tag)["setup.how.registry"];
      const quoted = refused.split(" from scope 'x_mioms_m365ticket' ");
      const defaults = ["Application Registries", "oauth_entity", "All application scopes", "Can read"];
      for (const part of [...quoted, ...defaults]) expect(hint, tag).toContain(part);
    });
    // What the checklist says to set is what ends it.
    await scene.set("sys_db_object", "name=oauth_entity", { access: "public", read_access: "true" });
    await tab.reload();
    await expect(tab.getByRole("heading", { name: "Connection status" })).toBeVisible();
    await expect(tab.getByRole("alert")).toHaveCount(0);
  });
});

/** The code of an authenticator app (RFC 6238) with that secret in base32. */
function codeOf(base32, seconds) {
  const bits = [...base32].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  const bytes = bits.join("").match(/.{8}/g).map((byte) => parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
  const digest = createHmac("sha1", Buffer.from(bytes)).update(counter).digest();
  const number = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

test("multi-factor authentication: its code is ServiceNow’s matter, and a refusal names it", async ({
  page,
  scene,
  guard,
}) => {
  guard.expects(/status of 401/);
  const { instance } = scene;
  const secret = "JBSWY3DPEHPK3PXP";
  const property = { name: "glide.authenticate.multifactor", value: "true" };
  const [user] = await instance.recordsOfAdmin("sys_user", `user_name=${INTEGRATION_USER}`);
  await instance.api("POST", "table/sys_properties", { body: property });
  await scene.set("sys_user", `user_name=${INTEGRATION_USER}`, { enable_multifactor_authn: "true" });
  const factor = { user: user.sys_id, multifactor_secret: secret };
  await instance.api("POST", "table/user_multifactor_auth", { body: factor });
  await page.goto("./#/ticketProvisioning");
  await expectSaid(page, [["setup.how.user.factor"]]);
  // What ServiceNow answers to a user of whom it wants a second factor, among others.
  const body = { error_description: "access_denied", error: "server_error" };
  await instance.fault({ match: "POST /oauth_token.do", kind: "status", status: 401, body });
  await page.getByRole("button", { name: "Authorize", exact: true }).click();
  await signIn(page);
  await page.getByLabel("Verification code").fill(codeOf(secret, Date.now() / 1000));
  await page.getByRole("button", { name: "Verify" }).click();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expectSaid(page, error("tokenRefused"));
  await page.getByRole("button", { name: "Authorize", exact: true }).click();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(changeCard(page)).toBeVisible();
});

test("All is set up, yet there are no cards: the home page and Share lead on", async ({ page }) => {
  const shareInEachLanguage = (keys) =>
    inEachLanguage(page, async (tag) => {
      const button = page.getByRole("button", { name: text(tag, ["share.of", { title: ACTION.title }]) });
      await button.click();
      await page.getByRole("menuitem", { name: "ServiceNow" }).click();
      const dialog = page.getByRole("dialog");
      for (const key of keys) await expect(dialog.getByText(text(tag, [key])).first()).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(dialog).toHaveCount(0);
    });
  await page.goto("./");
  await expectSaid(page, [["invitation.title"], ["invitation.what"], ["invitation.connect"]]);
  await page.goto(`./#/secure-score/${ACTION.id}`);
  await shareInEachLanguage(["task.notConnected", "task.connect"]);
  await connect(page);
  await page.reload();
  await expectSaid(page, [["home.signedOut"], ["status.signedOut.why"], ["status.signInAgain"]]);
  await page.goto(`./#/secure-score/${ACTION.id}`);
  await shareInEachLanguage(["task.signedOut", "task.signIn"]);
  await page.getByRole("link", { name: "Connection", exact: true }).click();
  await expectSaid(page, [["status.title"], ["status.signedOut"], ["status.signInAgain"]]);
  await page.getByRole("button", { name: "Sign in again" }).click();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await page.getByRole("link", { name: "Home", exact: true }).click();
  await expect(changeCard(page)).toBeVisible();
});

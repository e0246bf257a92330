// Every fault that people met when they connected an instance: the sandbox is put into that state,
// and the page says what it is, in every language.
//
// A fault is one row: what makes it, what a person does to see it, what is said, and what ends it.
// Rows share a sign-in where they can.

import { createHmac } from "node:crypto";
import { CLIENT_ID, expect, test as base, words } from "../support/index.js";
import { error, expectSaid, inEachLanguage, text } from "../support/languages.js";
import { startProxy } from "../support/proxies.js";
import { ACTION, authorize, changeCard, connect, signIn } from "../support/steps.js";

const INTEGRATION_USER = "integration.user";
/** As long as a row lasts. */
const ALWAYS = 10_000;
const HIDDEN = [/blocked by CORS policy/, /net::ERR_FAILED/];

/** What a row works with. */
class Scene {
  constructor({ page, instance, baseURL }) {
    Object.assign(this, { page, instance, baseURL });
    this.origin = new URL(baseURL).origin;
    this.host = instance.host;
  }

  /** The setup page, with what its checks find now. */
  async check() {
    await this.page.getByRole("link", { name: "Connection", exact: true }).click();
    await this.page.getByRole("button", { name: /^Check (the setup|again)$/ }).click();
    await expect(this.page.getByText(/ steps passed$/)).toBeVisible();
  }

  /** The home page, loaded anew. */
  async home() {
    await this.page.getByRole("link", { name: "Connection", exact: true }).click();
    await this.page.getByRole("link", { name: "Home", exact: true }).click();
  }

  /** Goes wrong with every request from now on. */
  fault(kind, more) {
    return this.instance.fault({ match: "*", kind, times: ALWAYS, ...more });
  }

  /** Too many requests were made. What a browser asks before a request does not count. */
  async limitRate() {
    for (const method of ["GET", "POST"]) {
      await this.fault("rate_limit", { match: `${method} /api/*`, retry_after: 600 });
    }
  }

  /** Changes the records of a table that a query finds. */
  async set(table, query, body) {
    for (const { sys_id } of await this.instance.recordsOfAdmin(table, query)) {
      await this.instance.api("PATCH", `table/${table}/${sys_id}`, { body });
    }
  }

  property(name, value) {
    return this.set("sys_properties", `name=${name}`, { value });
  }

  /** Brings each fault about, reads what is said of it, and ends it. */
  async run(faults) {
    for (const { name, make, see, says, end } of faults) {
      await base.step(name, async () => {
        await make?.(this);
        await see(this);
        await expectSaid(this.page, says(this));
        await end?.(this);
      });
    }
  }
}

const test = base.extend({
  scene: async ({ page, instance, baseURL }, use) => use(new Scene({ page, instance, baseURL })),
});

const check = (scene) => scene.check();
const home = (scene) => scene.home();
const clear = (scene) => scene.instance.clearFaults();
const rule = (api, methods) => ["check.rules.hidden", { api, methods }];
/** An instance of which nothing can be read looks the same whatever is the matter. */
const allHidden = ({ host, origin }) => [
  ["check.instance.hidden", { host }],
  ["check.token.hidden", { origin }],
  rule("Table API", "GET, POST, PATCH"),
];

const BEFORE_SIGNING_IN = [
  {
    name: "the instance hibernates",
    make: (scene) => scene.fault("hibernating"),
    see: check,
    says: allHidden,
    end: clear,
  },
  {
    name: "the instance is offline",
    make: (scene) => scene.fault("offline"),
    see: check,
    says: allHidden,
    end: clear,
  },
  {
    name: "the address is not let in",
    make: (scene) => scene.fault("ip_blocked"),
    see: check,
    says: allHidden,
    end: clear,
  },
  {
    name: "the token endpoint is closed, or the release has no property for it",
    make: (scene) => scene.property("glide.oauth.cors.allowed.origin", ""),
    see: check,
    says: ({ origin }) => [["check.token.hidden", { origin }], ["check.entity.hidden"]],
    end: (scene) => scene.property("glide.oauth.cors.allowed.origin", scene.origin),
  },
  {
    name: "an API has no CORS rule",
    make: (scene) => scene.set("sys_cors_rule", "rest_api.name=Batch API", { active: "false" }),
    see: check,
    says: () => [rule("Batch API", "POST")],
    end: (scene) => scene.set("sys_cors_rule", "", { active: "true" }),
  },
  {
    name: "the OAuth entity is another",
    make: ({ page }) => page.getByLabel("Client ID").fill("0123456789abcdef0123456789abcdef"),
    see: check,
    says: () => [["check.entity.unknown"]],
    end: ({ page }) => page.getByLabel("Client ID").fill(CLIENT_ID),
  },
  {
    name: "the redirect URL falls back to another",
    make: ({ instance, baseURL }) => instance.registerRedirect(`${baseURL}index.html`),
    see: ({ page }) => authorize(page),
    says: () => error("signInNotOurs"),
  },
  {
    name: "the setup remembers it",
    make: async ({ page }) => {
      await page.goto("./#/ticketProvisioning");
    },
    see: check,
    says: ({ baseURL }) => [["check.entity.wandered", { redirect: baseURL }]],
  },
];

test("what is wrong before anybody signs in", async ({ page, scene, guard, programs }) => {
  guard.expects(...HIDDEN, /status of 40[13]/, /net::ERR_CONNECTION_REFUSED/);
  await page.goto("./#/ticketProvisioning");
  await scene.run(BEFORE_SIGNING_IN);
  await scene.run([
    {
      name: "nobody is there",
      make: () => programs.instance.stop(),
      see: check,
      says: ({ host }) => [["check.instance.silent", { host }]],
    },
    {
      name: "nobody is there to leave for",
      see: () => page.getByRole("button", { name: "Authorize", exact: true }).click(),
      says: ({ host }) => error("hostSilent", { host }),
    },
  ]);
});

const ABEL = { user: "abel.tuter", expected: INTEGRATION_USER };

const SIGNED_IN = [
  {
    name: "a personal account instead of the integration user",
    see: check,
    says: () => [["check.user.another", ABEL], ["check.user.singleSignOn", ABEL]],
  },
  {
    name: "roles are missing: records are left out silently",
    see: check,
    says: () => [
      ["check.rights.hidden", { table: "incident", user: ABEL.user }],
      ["check.rights.hidden", { table: "change_request", user: ABEL.user }],
    ],
  },
  {
    name: "roles are missing: the home page says so",
    see: home,
    says: () => [["tickets.hidden", { user: ABEL.user }]],
  },
  {
    name: "there is no refresh token, which is no fault",
    see: check,
    says: () => [["status.ends"]],
  },
  {
    name: "too many requests: the setup",
    make: (scene) => scene.limitRate(),
    see: check,
    says: () => [["check.rights.limited", { table: "incident" }]],
  },
  {
    name: "too many requests: the cards",
    see: home,
    says: () => error("rateLimitedFor", { seconds: "600" }),
    end: clear,
  },
  {
    name: "the answer’s headers are not exposed",
    make: (scene) => scene.set("sys_cors_rule", "", { exposed_headers: "" }),
    see: check,
    says: () => [
      ["check.exposed.hidden"],
      ["check.rights.uncounted", { table: "incident", user: ABEL.user }],
    ],
  },
  {
    name: "too many requests, and the headers are not exposed",
    make: (scene) => scene.limitRate(),
    see: home,
    says: () => error("rateLimited"),
    end: clear,
  },
  {
    name: "the instance hibernates while one works",
    make: (scene) => scene.fault("hibernating"),
    see: home,
    says: ({ host, origin }) => error("restApiHidden", { host, origin }),
    end: clear,
  },
];

test("what is wrong with the signed-in user", async ({ page, scene, guard }) => {
  guard.expects(...HIDDEN, /status of 401/, /status of 429/);
  await page.goto("./#/ticketProvisioning");
  await page.getByLabel("Integration user (optional)").fill(INTEGRATION_USER);
  await page.getByRole("button", { name: "Check the setup" }).click();
  await authorize(page, ABEL.user);
  await expect(changeCard(page)).toBeVisible();
  await scene.run(SIGNED_IN);
});

const RELEASES = [
  {
    name: "the release is older than the property",
    make: (scene) => scene.property("glide.buildname", "Zurich"),
    see: check,
    says: () => [["check.instance.older", { release: "Zurich", documented: "Australia" }]],
  },
  {
    name: "the release is older than public clients",
    make: (scene) => scene.property("glide.buildname", "Kingston"),
    see: check,
    says: () => [["check.instance.older", { release: "Kingston", documented: "Australia" }]],
  },
  {
    name: "the release is one that is documented, and an administrator is signed in",
    make: (scene) => scene.property("glide.buildname", "Australia"),
    see: check,
    says: () => [
      ["check.instance.release", { release: "Australia" }],
      ["check.user.tooMany", { user: "admin" }],
    ],
  },
];

test("what an administrator sees of the release", async ({ page, scene, guard }) => {
  guard.expects(/status of 401/);
  await connect(page, "admin");
  await scene.run(RELEASES);
});

test.describe("single sign-on", () => {
  test.use({ instanceOptions: ["--sso", "0", "--refresh-tokens"] });

  test("signs in another than the integration user, and there is a way out", async ({
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
    await expect(page.getByText("as abel.tuter")).toBeVisible();
    await scene.run([
      {
        name: "single sign-on keeps the integration user out",
        see: check,
        says: () => [
          ["check.user.another", ABEL],
          ["check.user.singleSignOn", ABEL],
          ["check.user.ownSignIn"],
        ],
      },
    ]);
    // This instance gives refresh tokens, so there is nothing to say of them.
    await expect(page.getByText(text("en", ["status.ends"]))).toHaveCount(0);
    const [tab] = await Promise.all([
      context.waitForEvent("page"),
      page.getByRole("link", { name: text("en", ["check.user.ownSignIn"]) }).click(),
    ]);
    await signIn(tab);
    await expect(tab.getByRole("button", { name: "Log in" })).toHaveCount(0);
    await tab.close();
    await page.getByRole("button", { name: "Authorize", exact: true }).click();
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    await expect(page.getByText(`as ${INTEGRATION_USER}`)).toBeVisible();
  });
});

/** Through the portal's server all answers can be read, so each fault is told apart. */
const READABLE = [
  {
    name: "the instance hibernates",
    make: (scene) => scene.fault("hibernating"),
    see: check,
    says: () => [["check.instance.hibernating"]],
    end: clear,
  },
  {
    name: "the instance is offline",
    make: (scene) => scene.fault("offline"),
    see: check,
    says: () => [["check.instance.offline"]],
    end: clear,
  },
  {
    name: "the address is not let in",
    make: (scene) => scene.fault("ip_blocked"),
    see: check,
    says: () => [["check.instance.blocked"]],
    end: clear,
  },
  {
    name: "there is a page in the place of the APIs",
    make: (scene) => scene.fault("html"),
    see: check,
    says: ({ host }) => [["check.instance.page", { host }]],
    end: clear,
  },
];

/** The same while one works. */
const READABLE_AT_WORK = [
  {
    name: "the instance hibernates",
    make: (scene) => scene.fault("hibernating"),
    see: home,
    says: ({ host }) => error("hibernating", { host }),
    end: clear,
  },
  {
    name: "the address is not let in",
    make: (scene) => scene.fault("ip_blocked"),
    see: home,
    says: () => error("forbidden"),
    end: clear,
  },
];

test.describe("through the portal’s server", () => {
  const proxied = test.extend({
    front: async ({ programs }, use) => {
      const proxy = await startProxy("nginx", programs.portal.address, programs.instance.address);
      await use(proxy);
      await proxy.stop();
    },
    baseURL: async ({ front }, use) => use(front.address),
  });

  proxied("each fault that hides everything else is told apart", async ({ page, scene, guard }) => {
    // The proxy passes no icon on; that it answers is enough.
    guard.expects(/status of 403/, /status of 404 .*favicon/);
    await scene.instance.registerRedirect(scene.baseURL);
    await page.goto("./#/ticketProvisioning");
    await page.getByLabel("Through this portal’s server").check();
    await scene.run(READABLE);
    await authorize(page);
    await expect(changeCard(page)).toBeVisible();
    await scene.run(READABLE_AT_WORK);
  });
});

test.describe("a customised Application Registry", () => {
  test.use({ instanceOptions: ["--customised-registry"] });

  test("is what ServiceNow says itself, and the checklist has the defaults", async ({
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
  await expectSaid(page, [["setup.how.user"]]);
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

test("all is set up, yet there are no cards: the home page and Share lead on", async ({ page }) => {
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

// The faults that people met: a row each, with what makes it, what a person does to see it, what is
// said, and what ends it.

import { expect, test } from "@playwright/test";
import { CLIENT_ID } from "./instance.js";
import { error, expectSaid } from "./languages.js";
import { authorize } from "./steps.js";

export const INTEGRATION_USER = "integration.user";
/** As long as a row lasts. */
const ALWAYS = 10_000;

/** What a row works with. */
export class Scene {
  constructor({ page, instance, baseURL }) {
    Object.assign(this, { page, instance, baseURL });
    this.origin = new URL(baseURL).origin;
    this.host = instance.host;
  }

  /** The setup page, with what its checks find now. */
  async check() {
    await this.page.getByRole("link", { name: "Connection", exact: true }).click();
    await this.page.getByRole("button", { name: /^Check (the setup|again)$/ }).first().click();
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
      await test.step(name, async () => {
        await make?.(this);
        await see(this);
        await expectSaid(this.page, says(this));
        await end?.(this);
      });
    }
  }
}

const check = (scene) => scene.check();
const home = (scene) => scene.home();
const clear = (scene) => scene.instance.clearFaults();
const rule = (api, methods) => [
  methods.includes(",") ? "check.rules.hidden" : "check.rules.hiddenOne",
  { api, methods },
];
/** An instance of which nothing can be read looks the same whatever is the matter. */
const allHidden = ({ host, origin }) => [
  ["check.instance.hidden", { host }],
  ["check.token.hidden", { origin }],
  rule("Table API", "GET, POST, PATCH"),
];

/** Nobody is signed in yet. */
export const BEFORE_SIGNING_IN = [
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
    name: "a CORS rule lacks a method",
    make: (scene) => scene.set("sys_cors_rule", "rest_api.name=Table API", { patch: "false" }),
    see: check,
    says: () => [["check.rules.method", { api: "Table API", methods: "PATCH" }]],
    end: (scene) => scene.set("sys_cors_rule", "rest_api.name=Table API", { patch: "true" }),
  },
  {
    name: "the OAuth entity is another",
    make: ({ page }) => page.getByLabel("Client ID").fill("0123456789abcdef0123456789abcdef"),
    see: check,
    says: () => [["check.entity.unknown"]],
  },
  {
    name: "one who leaves nonetheless is told",
    see: ({ page }) => page.getByRole("button", { name: "Authorize", exact: true }).click(),
    says: () => [["setup.held.found"], ["setup.held.anyway"]],
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

/** Nobody is there any more. */
export const NOBODY_THERE = [
  {
    name: "the setup",
    see: check,
    says: ({ host }) => [["check.instance.silent", { host }]],
  },
  {
    name: "before one leaves for it",
    see: async ({ page }) => {
      await page.getByRole("button", { name: "Authorize", exact: true }).click();
      await page.getByRole("button", { name: "Authorize anyway" }).click();
    },
    says: ({ host }) => error("hostSilent", { host }),
  },
];

/** An address that the portal's own policy does not let the page ask. */
const FORBIDDEN = "https://elsewhere.service-now.com";
const enterForbidden = ({ page }) => page.getByLabel("Instance URL").fill(FORBIDDEN);

/** The portal's own policy keeps the page from asking the instance. */
export const POLICY_FORBIDS = [
  {
    name: "the setup",
    make: enterForbidden,
    see: (scene) => scene.check(),
    says: () => [["check.instance.forbidden", { instance: FORBIDDEN }]],
  },
  {
    name: "before one leaves for it",
    make: enterForbidden,
    see: async ({ page }) => {
      await page.getByRole("button", { name: "Authorize", exact: true }).click();
      await page.getByRole("button", { name: "Authorize anyway" }).click();
    },
    says: () => error("policyForbids", { instance: FORBIDDEN }),
  },
];

const ABEL = { user: "abel.tuter", expected: INTEGRATION_USER };

/** Signed in as oneself. */
export const SIGNED_IN = [
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

/** Signed in by single sign-on. */
export const SINGLE_SIGN_ON = [
  {
    name: "single sign-on keeps the integration user out",
    see: check,
    says: () => [
      ["check.user.another", ABEL],
      ["check.user.singleSignOn", ABEL],
      ["check.user.ownSignIn"],
    ],
  },
];

/** Signed in as an administrator, who may read the release. */
export const RELEASES = [
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

/** Through the portal’s server, where it passes nothing on. */
export const NO_PROXY = [
  {
    name: "the proxy is not there",
    see: check,
    says: ({ baseURL }) => [
      ["check.instance.noProxy", { address: `${baseURL}servicenow` }],
      ["check.noProxy"],
    ],
  },
];

/** Through the portal’s server all answers can be read, so each fault is told apart. */
export const READABLE = [
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
export const READABLE_AT_WORK = [
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

// Connecting, and what can go wrong on the way to the instance and back.

import { createHash } from "node:crypto";
import { CLIENT_ID, dist, expect, test } from "../support/index.js";
import {
  authorize,
  authorizeUnchecked,
  changeCard,
  connect,
  openAction,
  signIn,
} from "../support/steps.js";

const authorizeButton = (page) => page.getByRole("button", { name: "Authorize", exact: true });
const alert = (page) => page.getByRole("alert");
const connectionStatus = (page) => page.getByRole("region", { name: "Connection status" });

test.describe("what is typed on the setup page", () => {
  const CASES = [
    {
      name: "no instance URL",
      instance: "",
      field: "Instance URL",
      says: "Enter the instance URL. For example https://acme.service-now.com.",
    },
    {
      name: "an http instance",
      instance: "http://acme.service-now.com",
      field: "Instance URL",
      says: "The instance URL must start with https://.",
    },
    {
      name: "a URL with a path",
      instance: "https://acme.service-now.com/now/nav/ui",
      field: "Instance URL",
      says: "The instance URL has a path after the host name. Enter only the address",
    },
    {
      name: "a URL with credentials",
      instance: "https://admin:secret@acme.service-now.com",
      field: "Instance URL",
      says: "The instance URL contains a user name or password.",
    },
    {
      name: "no client ID",
      client: "",
      field: "Client ID",
      says: "Enter the client ID. Copy it from the OAuth entity",
    },
    {
      name: "a client ID with a space in it",
      client: "5e0a 1f94",
      field: "Client ID",
      says: "This is not a client ID.",
    },
  ];
  test("what is wrong is said at the field, and what was typed stays", async ({ page, instance }) => {
    await page.goto("./#/ticketProvisioning");
    for (const { name, instance: url = instance.url, client = CLIENT_ID, field, says } of CASES) {
      await test.step(name, async () => {
        const fields = { "Instance URL": url, "Client ID": client };
        for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text);
        await authorizeButton(page).click();
        const wrong = page.getByLabel(field);
        await expect(wrong).toHaveAccessibleDescription(new RegExp(`^${escaped(says)}`));
        await expect(wrong).toBeFocused();
        await expect(wrong).toHaveAttribute("aria-invalid", "true");
        for (const [label, text] of Object.entries(fields)) {
          await expect(page.getByLabel(label)).toHaveValue(text);
        }
        await expect(page).toHaveURL(/#\/ticketProvisioning$/);
      });
    }
  });
});

test("Setup page: its checklist leads to Authorize, and who is signed in as oneself to Not you? and Allow", async ({
  page,
}) => {
  await page.goto("./#/ticketProvisioning");
  await authorizeButton(page).click();
  await signIn(page, "abel.tuter");
  await expect(page.getByText("Logged in as abel.tuter")).toBeVisible();
  await page.getByRole("link", { name: "Not you?" }).click();
  await signIn(page);
  await expect(page.getByText("Logged in as integration.user")).toBeVisible();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(page.getByText("as integration.user")).toBeVisible();
});

test("PKCE with no client secret: the instance gets the challenge, then what it was made of, and the token is sent to it alone", async ({
  page,
  instance,
}) => {
  const requests = [];
  page.on("request", (request) => requests.push(request));
  await connect(page);
  const asked = new URL(requests.find((one) => one.url().includes("/oauth_auth.do")).url());
  const redeemed = requests.find((one) => one.url().endsWith("/oauth_token.do"));
  const form = new URLSearchParams(redeemed.postData());
  expect(asked.searchParams.get("code_challenge_method")).toBe("S256");
  const challenge = createHash("sha256").update(form.get("code_verifier")).digest("base64url");
  expect(asked.searchParams.get("code_challenge")).toBe(challenge);
  const everything = requests.map((one) => `${one.url()} ${one.postData() ?? ""}`).join("\n");
  expect(everything).not.toContain("client_secret");
  const { access_token: token } = await (await redeemed.response()).json();
  const bearers = requests.filter((one) => one.headers().authorization === `Bearer ${token}`);
  expect(bearers.length).toBeGreaterThan(0);
  expect(bearers.filter((one) => new URL(one.url()).origin !== instance.url)).toEqual([]);
  expect(everything).not.toContain(token);
});

test.describe("a portal that knows no instance", () => {
  test.use({ portalOptions: { serve: (instance) => ["--dir", dist, "--connect", instance] } });

  test("connects with what is typed", async ({ page, instance }) => {
    await page.goto("./#/ticketProvisioning");
    await page.getByLabel("Instance URL").fill(`  ${instance.url}/ `);
    await page.getByLabel("Client ID").fill(` ${CLIENT_ID} `);
    await authorizeUnchecked(page);
    await expect(page.getByText("as integration.user")).toBeVisible();
  });

  test("keeps what is typed when access is denied", async ({ page, instance }) => {
    await page.goto("./#/ticketProvisioning");
    await page.getByLabel("Instance URL").fill(instance.url);
    await page.getByLabel("Client ID").fill(CLIENT_ID);
    await authorizeButton(page).click();
    await page.getByRole("button", { name: "Authorize anyway" }).click();
    await signIn(page);
    await page.getByRole("button", { name: "Deny" }).click();
    await expect(alert(page)).toContainText("Access was denied on ServiceNow\u2019s page.");
    await expect(alert(page)).toContainText("Press Authorize, sign in as the integration user");
    await expect(page.getByLabel("Instance URL")).toHaveValue(instance.url);
    await expect(page.getByLabel("Client ID")).toHaveValue(CLIENT_ID);
    await page.getByRole("link", { name: "Home", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Do you use ServiceNow?" })).toBeVisible();
  });
});

test("a host that does not answer is named before the page is left", async ({
  page,
  programs,
  instance,
  guard,
}) => {
  guard.expects(/Failed to load resource: net::ERR_CONNECTION_REFUSED/);
  await page.goto("./#/ticketProvisioning");
  await expect(page.getByLabel("Instance URL")).toHaveValue(instance.url);
  await programs.instance.stop();
  await authorizeButton(page).click();
  await expect(alert(page)).toContainText(`Nothing answers at ${instance.host}.`);
  await expect(alert(page)).toContainText("Check the instance URL");
  await expect(page.getByLabel("Instance URL")).toHaveValue(instance.url);
});

test("a client ID that the instance does not know is said on the instance's own page", async ({
  page,
  guard,
}) => {
  guard.expects(/status of 400/);
  await page.goto("./#/ticketProvisioning");
  await page.getByLabel("Client ID").fill("0123456789abcdef0123456789abcdef");
  await authorizeButton(page).click();
  await page.getByRole("button", { name: "Authorize anyway" }).click();
  await expect(page.getByText("no active application registry")).toBeVisible();
});

test.describe("an instance without the CORS settings", () => {
  test.use({ instanceOptions: ["--bare"] });

  test("is set up step by step as the messages say", async ({ page, instance, baseURL, guard }) => {
    guard.expects(/blocked by CORS policy/, /net::ERR_FAILED/);
    const origin = new URL(baseURL).origin;
    const make = (table, body) => instance.api("POST", `table/${table}`, { body });
    await make("oauth_entity", {
      name: "Snowline",
      client_id: CLIENT_ID,
      public_client: "true",
      redirect_url: baseURL,
    });
    await page.goto("./#/ticketProvisioning");
    await authorize(page);
    await expect(alert(page)).toContainText(
      `${instance.host} answers, but hides its token endpoint from this page.`,
    );
    await expect(alert(page)).toContainText(
      `In sys_properties.list, set glide.oauth.cors.allowed.origin to ${origin}`,
    );

    await make("sys_properties", { name: "glide.oauth.cors.allowed.origin", value: origin });
    await page.goto("./#/ticketProvisioning");
    await authorizeButton(page).click();
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    await expect(alert(page)).toContainText(
      `${instance.host} answers, but hides its REST API from this page.`,
    );
    await expect(alert(page)).toContainText(`with the domain ${origin}`);

    for (const api of await instance.recordsOfAdmin("sys_ws_definition", "")) {
      await make("sys_cors_rule", {
        name: api.name,
        rest_api: api.sys_id,
        domain: origin,
        get: "true",
        post: "true",
        access_control_allow_headers: "Authorization, Content-Type, Accept",
        exposed_headers: "X-Total-Count",
      });
    }
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(changeCard(page)).toBeVisible();
  });
});

test("a callback with a state that is not ours changes nothing", async ({ page, baseURL }) => {
  await page.goto("./?code=abc&state=0123456789abcdef0123456789abcdef");
  await expect(alert(page)).toContainText("There is no sign-in to finish here.");
  await expect(alert(page)).toContainText("If you are not signed in, press Authorize.");
  await expect(page).toHaveURL(`${baseURL}#/ticketProvisioning`);
  await expect(page.getByLabel("Instance URL")).toHaveValue(/^http/);
});

test("a callback that was used does nothing the second time", async ({
  page,
  instance,
  baseURL,
}) => {
  const callbacks = [];
  page.on("request", (request) => {
    if (request.isNavigationRequest() && request.url().includes("code=")) {
      callbacks.push(request.url());
    }
  });
  await connect(page);
  expect(callbacks).toHaveLength(1);
  await page.goto(callbacks[0]);
  await expect(alert(page)).toContainText("There is no sign-in to finish here.");
  await expect(alert(page)).toContainText("Nothing changed.");
  await expect(page).toHaveURL(`${baseURL}#/ticketProvisioning`);
  await expect(connectionStatus(page)).toContainText(instance.url);
  expect(await instance.requests("POST", "/oauth_token.do")).toHaveLength(1);
});

test("a code that has run out leads to a new sign-in", async ({ page, instance, guard }) => {
  guard.expects(/status of 401/);
  await page.goto("./#/ticketProvisioning");
  await authorizeButton(page).click();
  await signIn(page);
  await page.route("**/boot.js", async (route) => {
    await instance.advance(61);
    await route.continue();
  });
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(alert(page)).toContainText("ServiceNow did not complete the sign-in.");
  await expect(alert(page)).toContainText("invalid_grant");
  await expect(alert(page)).toContainText("Press Authorize to sign in again.");
  await page.unroute("**/boot.js");
  await authorizeButton(page).click();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(page.getByText("as integration.user")).toBeVisible();
});

test.describe("a token endpoint that fails is told apart from one that refuses", () => {
  const CASES = [
    {
      name: "a server error",
      fault: { kind: "status", status: 503 },
      says: ["ServiceNow failed.", "HTTP 503"],
      logs: [/status of 503/],
    },
    {
      name: "a web page",
      fault: { kind: "html" },
      says: ["The answer is not from ServiceNow\u2019s API.", "Open the instance in another tab."],
      logs: [],
    },
    {
      name: "too many requests",
      fault: { kind: "rate_limit", retry_after: 30 },
      says: ["Too many requests for now."],
      logs: [/status of 429/],
    },
    {
      name: "a lost answer",
      fault: { kind: "drop_after_commit" },
      says: ["hides its token endpoint from this page", "a proxy is in the way"],
      logs: [/net::ERR_/],
    },
  ];
  test("and another sign-in ends it", async ({ page, instance, guard }) => {
    guard.expects(...CASES.flatMap(({ logs }) => logs));
    await page.goto("./#/ticketProvisioning");
    let isFirst = true;
    for (const { name, fault, says } of CASES) {
      await test.step(name, async () => {
        await instance.fault({ match: "POST /oauth_token.do", ...fault });
        await authorizeButton(page).click();
        if (isFirst) await signIn(page);
        isFirst = false;
        await page.getByRole("button", { name: "Allow", exact: true }).click();
        for (const text of says) await expect(alert(page)).toContainText(text);
      });
    }
    await authorizeButton(page).click();
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    await expect(page.getByText("as integration.user")).toBeVisible();
    await expect(alert(page)).toBeHidden();
  });
});

test("an answer to a sign-in that took more than a quarter of an hour is void", async ({
  page,
}) => {
  await page.clock.install();
  await page.goto("./#/ticketProvisioning");
  await authorizeButton(page).click();
  await signIn(page);
  await page.clock.fastForward("15:01");
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(alert(page)).toContainText("The sign-in took too long.");
});

test("a double click on Authorize begins one sign-in", async ({ page, instance }) => {
  await page.goto("./#/ticketProvisioning");
  await authorizeButton(page).dblclick();
  await signIn(page);
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(changeCard(page)).toBeVisible();
  expect(await instance.requests("POST", "/oauth_token.do")).toHaveLength(1);
});

test("the way back from the instance leaves a setup page that works", async ({ page }) => {
  await page.goto("./#/ticketProvisioning");
  await authorizeButton(page).click();
  await expect(page.getByLabel("User name")).toBeVisible();
  await page.goBack();
  await expect(page.getByText("Opening ServiceNow")).toBeHidden();
  await authorize(page);
  await expect(page.getByText("as integration.user")).toBeVisible();
});

test("a reload keeps the connection, and one press signs in again", async ({ page }) => {
  await connect(page);
  await page.reload();
  await expect(page.getByText("You are signed out of ServiceNow")).toBeVisible();
  await page.getByRole("button", { name: "Sign in again" }).click();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(changeCard(page)).toBeVisible();
});

/** Half an hour later; everything that was asked for before is answered. */
async function letTheTokenRunOut(page, instance) {
  await openAction(page);
  await expect(page.getByText("None yet.")).toBeVisible();
  await instance.advance(1801);
}

test("an access token that ran out leads to a new sign-in, and back to the page", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/status of 401/);
  await connect(page);
  await letTheTokenRunOut(page, instance);
  await page.goto("./#/tickets/incident?state=open&sort=number");
  await expect(page.getByText("Sign in to ServiceNow to see its tickets.")).toBeVisible();
  await page.getByRole("button", { name: "Sign in again" }).click();
  await signIn(page);
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(page).toHaveURL(/#\/tickets\/incident\?state=open&sort=number$/);
  const table = page.getByRole("table", { name: "Incidents" });
  await expect(table.getByRole("columnheader", { name: "Number" })).toHaveAttribute("aria-sort", "ascending");
});

test.describe("an instance that gives refresh tokens", () => {
  test.use({ instanceOptions: ["--refresh-tokens"] });

  test("renews an access token that ran out, unseen and once", async ({
    page,
    instance,
    guard,
  }) => {
    guard.expects(/status of 401/);
    await connect(page);
    await letTheTokenRunOut(page, instance);
    await page.goto("./#/tickets/change");
    await expect(page.getByRole("table", { name: "Change requests" })).toBeVisible();
    expect(await instance.requests("POST", "/oauth_token.do")).toHaveLength(2);
  });
});

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

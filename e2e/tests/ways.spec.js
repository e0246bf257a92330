// The ways to be let in at the instance, each up to a ticket that stands there. The one through a
// proxy has a file of its own: proxy.spec.js.

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CLIENT_ID, dist, expect, test } from "../support/index.js";
import { authorize, changeCard, connect, openAction, sendIncident, signIn } from "../support/steps.js";

const authorizeButton = (page) => page.getByRole("button", { name: "Authorize", exact: true });
const alert = (page) => page.getByRole("alert");
const status = (page) => page.getByRole("region", { name: "Connection status" });

test("straight to the instance", async ({ page, instance }) => {
  await connect(page);
  await sendIncident(page, instance, "Sent straight");
});

test("a path that leads nowhere is said to be no proxy, and the choice is remembered", async ({
  page,
  guard,
  baseURL,
}) => {
  guard.expects(/status of 405/);
  await page.goto("./#/ticketProvisioning");
  await expect(page.getByLabel("Straight from this browser")).toBeChecked();
  await expect(page.getByText("Access-Control-Allow-Headers").first()).toBeVisible();
  await page.getByLabel("Through this portal’s server").check();
  await expect(page.getByText("Access-Control-Allow-Headers")).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel("Through this portal’s server")).toBeChecked();
  await authorize(page);
  await expect(alert(page)).toContainText("does not pass requests on to ServiceNow");
  await expect(alert(page)).toContainText(`${baseURL}servicenow`);
});

test.describe("in a window of its own", () => {
  const inAWindow = async (page, instance, baseURL) => {
    await instance.registerRedirect(`${baseURL}oauth-callback.html,${baseURL}`);
    await page.goto("./#/ticketProvisioning");
    await page.getByLabel("In a window of its own").check();
    await expect(page.getByText(`is then ${baseURL}oauth-callback.html;`)).toBeVisible();
    await expect(page.getByText(`${baseURL}oauth-callback.html`, { exact: true })).toBeVisible();
  };
  const waiting = (page) => page.getByText("Waiting for the sign-in window…");
  /** The step of the checklist. */
  const step = (page) =>
    page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Authorize" }) });
  const opened = async (page) => {
    const [popup] = await Promise.all([page.waitForEvent("popup"), authorizeButton(page).click()]);
    await expect(popup.getByLabel("User name")).toBeVisible();
    return popup;
  };

  test("the page waits as it is, and the choice is remembered", async ({
    page,
    instance,
    baseURL,
  }) => {
    await inAWindow(page, instance, baseURL);
    await page.evaluate(() => (window.mark = "the same page"));
    const popup = await opened(page);
    await expect(waiting(page)).toBeVisible();
    await expect(step(page)).toContainText("Signing in");
    await signIn(popup);
    // The portal isolates itself, so to its page the window has looked closed for a while.
    await expect(popup.getByRole("button", { name: "Allow", exact: true })).toBeVisible();
    await expect(waiting(page)).toBeVisible();
    await expect(alert(page)).toHaveCount(0);
    const closed = popup.waitForEvent("close");
    await popup.getByRole("button", { name: "Allow", exact: true }).click();
    await closed;
    await expect(status(page)).toContainText("Connected");
    await expect(alert(page)).toHaveCount(0);
    expect(await page.evaluate(() => window.mark)).toBe("the same page");
    await page.getByRole("link", { name: "Home", exact: true }).click();
    await sendIncident(page, instance, "Sent after a window");
    await page.goto("./?#/ticketProvisioning");
    await expect(page.getByLabel("In a window of its own")).toBeChecked();
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toMatch(/access_token|"code"/);
  });

  test("a denial is said, even to who waits no longer", async ({ page, instance, baseURL }) => {
    await inAWindow(page, instance, baseURL);
    const popup = await opened(page);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(waiting(page)).toHaveCount(0);
    await expect(step(page)).not.toContainText("Signing in");
    await expect(alert(page)).toHaveCount(0);
    await signIn(popup);
    await popup.getByRole("button", { name: "Deny", exact: true }).click();
    await expect(alert(page)).toContainText("Access was denied on ServiceNow’s page.");
  });

  test("a window that only the person knows to be closed is waited for until they go on here", async ({
    page,
    instance,
    baseURL,
  }) => {
    await inAWindow(page, instance, baseURL);
    const popup = await opened(page);
    await popup.close();
    await expect(waiting(page)).toBeVisible();
    await page.getByRole("button", { name: "Sign in here instead" }).click();
    await signIn(page);
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    await expect(changeCard(page)).toBeVisible();
  });

  test.describe("of a portal that does not isolate itself", () => {
    const serve = (instance) => ["--dir", dist, "--instance", instance, "--not-isolated"];
    test.use({ portalOptions: { serve } });

    test("a window that is closed is said, and this one does as well", async ({
      page,
      instance,
      baseURL,
    }) => {
      await page.clock.install();
      await inAWindow(page, instance, baseURL);
      const popup = await opened(page);
      // The page sees the window at the instance for a while.
      await page.clock.runFor(2_000);
      await popup.close();
      await expect(alert(page)).toContainText("The sign-in window gave no answer.");
      await page.getByRole("button", { name: "Sign in here" }).click();
      await signIn(page);
      await page.getByRole("button", { name: "Allow", exact: true }).click();
      await expect(changeCard(page)).toBeVisible();
    });
  });

  test("a window that the browser blocks is said, and this one does as well", async ({
    page,
    instance,
    baseURL,
  }) => {
    await page.addInitScript(() => (window.open = () => null));
    await inAWindow(page, instance, baseURL);
    await authorizeButton(page).click();
    await expect(alert(page)).toContainText("The browser did not let the sign-in window open.");
    await page.getByRole("button", { name: "Sign in here" }).click();
    await signIn(page);
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    await expect(changeCard(page)).toBeVisible();
  });

  test("an answer to another tab is ignored, and says that it found nobody", async ({
    page,
    context,
    instance,
    baseURL,
  }) => {
    await inAWindow(page, instance, baseURL);
    const popup = await opened(page);
    const other = await context.newPage();
    const state = "0123456789abcdef0123456789abcdef";
    await other.goto(`${baseURL}oauth-callback.html?code=stolen&state=${state}`);
    await expect(other).toHaveURL(`${baseURL}oauth-callback.html`);
    await expect(other.getByText("is no longer open")).toBeVisible();
    expect(await instance.requests("POST", "/oauth_token.do")).toHaveLength(0);
    await signIn(popup);
    await popup.getByRole("button", { name: "Allow", exact: true }).click();
    await expect(status(page)).toContainText("Connected");
  });
});

test.describe("two mounts in one page", () => {
  const folder = mkdtempSync(join(tmpdir(), "snowline-two-"));
  cpSync(dist, folder, { recursive: true });
  cpSync(fileURLToPath(new URL("../embed", import.meta.url)), folder, { recursive: true });
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  test.use({ portalOptions: { serve: (instance) => ["--dir", folder, "--instance", instance] } });

  test("have one window, and both are signed in by it", async ({ page, instance, baseURL }) => {
    await instance.registerRedirect(`${baseURL}oauth-callback.html`);
    await page.goto("./blank.html");
    await page.evaluate(
      async ({ instanceUrl, clientId }) => {
        const { default: init, mount } = await import("./snowline.js");
        await init();
        for (const route of ["/", "/ticketProvisioning"]) {
          const element = document.body.appendChild(document.createElement("section"));
          mount(element, { instanceUrl, clientId, route, signIn: "popup" });
        }
      },
      { instanceUrl: instance.url, clientId: CLIENT_ID },
    );
    await expect(page.getByText("This portal has chosen so.")).toBeVisible();
    const [popup] = await Promise.all([page.waitForEvent("popup"), authorizeButton(page).click()]);
    await signIn(popup);
    await popup.getByRole("button", { name: "Allow", exact: true }).click();
    await expect(changeCard(page)).toBeVisible();
    await expect(status(page)).toContainText("Connected");
    await expect(page).toHaveURL(`${baseURL}blank.html`);
  });
});

test.describe("with tokens of the host", () => {
  const folder = mkdtempSync(join(tmpdir(), "snowline-ways-"));
  cpSync(dist, folder, { recursive: true });
  cpSync(fileURLToPath(new URL("../embed", import.meta.url)), folder, { recursive: true });
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  test.use({ portalOptions: { serve: (instance) => ["--dir", folder, "--instance", instance] } });

  const idToken = async (instance, user = "integration.user") => {
    const { id_token: token } = await instance.control("POST", "id_token", { upn: `${user}@example.com` });
    return token;
  };
  /** One mount whose host gives what `tokens` holds, one after the other, and the last again. */
  const mounted = async (page, instance, tokens, more = {}) => {
    await page.goto("./blank.html");
    await page.evaluate(
      async ({ tokens, options }) => {
        const { default: init, mount } = await import("./snowline.js");
        await init();
        window.asked = 0;
        window.tokens = tokens;
        const getServiceNowToken = async () => {
          window.asked += 1;
          const token = window.tokens.length > 1 ? window.tokens.shift() : window.tokens[0];
          if (token === "reject") throw new Error("interaction_required");
          return token;
        };
        mount(document.getElementById("first"), { ...options, getServiceNowToken });
      },
      {
        tokens,
        options: { instanceUrl: instance.url, secureScore: "demo/secure-score.json", ...more },
      },
    );
  };

  test("a token of Entra's kind does, and is nowhere kept", async ({ page, instance }) => {
    const token = await idToken(instance);
    await mounted(page, instance, [token]);
    await expect(page.getByText("as integration.user")).toBeVisible();
    expect(await page.evaluate(() => window.asked)).toBe(1);
    await sendIncident(page, instance, "Sent with the host’s token");
    await page.getByRole("link", { name: "Connection", exact: true }).click();
    await expect(page.getByText("This portal has chosen so.")).toBeVisible();
    await expect(authorizeButton(page)).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Remove the connection" })).toHaveCount(0);
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain(token.slice(-40));
  });

  test("a token that ran out is asked for once more", async ({ page, instance, guard }) => {
    guard.expects(/status of 401/);
    await mounted(page, instance, [await idToken(instance)]);
    await expect(changeCard(page)).toBeVisible();
    await openAction(page);
    await expect(page.getByText("None yet.")).toBeVisible();
    await instance.advance(7200);
    const fresh = await idToken(instance);
    await page.evaluate((token) => (window.tokens = [token]), fresh);
    const before = await page.evaluate(() => window.asked);
    await page.getByRole("link", { name: "Home", exact: true }).click();
    await expect(page.getByText("as integration.user")).toBeVisible();
    await expect(alert(page)).toHaveCount(0);
    await expect.poll(() => page.evaluate(() => window.asked)).toBe(before + 1);
  });

  test("a host that gives no token is quoted, and can be asked again", async ({ page, instance }) => {
    const token = await idToken(instance);
    await mounted(page, instance, ["reject"]);
    await expect(alert(page).first()).toContainText("This portal could not get a token for ServiceNow.");
    await expect(alert(page).first()).toContainText("interaction_required");
    await page.evaluate((token) => (window.tokens = [token]), token);
    await page.getByRole("button", { name: "Try again" }).first().click();
    await expect(alert(page)).toHaveCount(0);
    await expect(changeCard(page)).toBeVisible();
  });

  test("tokens that the instance does not take are said to be that", async ({
    page,
    instance,
    guard,
  }) => {
    guard.expects(/status of 401/);
    await mounted(page, instance, ["not-of-any-issuer"]);
    await expect(alert(page).first()).toContainText("ServiceNow does not take this portal’s tokens.");
    await expect(page.getByText("not-of-any-issuer")).toHaveCount(0);
  });

  test("options that do not go together are named", async ({ page }) => {
    await page.goto("./blank.html");
    const said = await page.evaluate(async () => {
      const { default: init, mount } = await import("./snowline.js");
      await init();
      const nobody = () => "";
      const instanceUrl = "https://acme.service-now.com";
      return [
        { way: "detour" },
        { way: "token", instanceUrl },
        { getServiceNowToken: nobody },
        { getServiceNowToken: "token", instanceUrl },
        { proxyPath: "https://elsewhere.example" },
        { signIn: "frame" },
      ].map((options) => {
        try {
          mount(document.createElement("div"), options);
          return "mounted";
        } catch (error) {
          return /option "(\w+)"/.exec(String(error))?.[1] ?? String(error);
        }
      });
    });
    const names = ["way", "getServiceNowToken", "instanceUrl", "getServiceNowToken"];
    expect(said).toEqual([...names, "proxyPath", "signIn"]);
  });
});

test.describe("as a page of the instance", () => {
  test.use({ instanceOptions: ["--bare", "--serve-bundle", dist] });

  const open = async (page, instance) => {
    await page.goto(`${instance.url}/x_snowline_page.do`);
    await signIn(page);
    await expect(page.getByText("as integration.user")).toBeVisible();
  };

  test("the session there does", async ({ page, instance }) => {
    await open(page, instance);
    await sendIncident(page, instance, "Sent from within");
    await page.getByRole("link", { name: "Connection", exact: true }).click();
    await expect(page.getByText(`This page belongs to ${instance.url}`)).toBeVisible();
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain(await page.evaluate(() => window.g_ck));
    expect(await instance.requests("POST", "/oauth_token.do")).toHaveLength(0);
  });

  test("a session that has ended leads to the instance's own sign-in, and back", async ({
    page,
    instance,
    guard,
  }) => {
    guard.expects(/status of 401/);
    await open(page, instance);
    await openAction(page);
    await expect(page.getByText("None yet.")).toBeVisible();
    await instance.advance(1801);
    await page.goto(`${instance.url}/x_snowline_page.do#/tickets/incident`);
    await expect(page.getByText("Sign in to ServiceNow to see its tickets.")).toBeVisible();
    await page.getByRole("button", { name: "Sign in again" }).click();
    await signIn(page);
    await expect(page).toHaveURL(/x_snowline_page\.do#\/tickets\/incident$/);
    // A bare instance never had a portal.
    await expect(page.getByText("No tickets made from this portal yet.")).toBeVisible();
  });

  test("another session's token is taken over", async ({ page, context, instance, guard }) => {
    guard.expects(/status of 401/);
    await open(page, instance);
    const other = await context.newPage();
    await other.goto(`${instance.url}/login.do`);
    await signIn(other, "admin");
    await page.getByRole("link", { name: "Secure Score", exact: true }).click();
    await page.getByRole("link", { name: "Home", exact: true }).click();
    await expect(page.getByText("as admin")).toBeVisible();
    await expect(alert(page)).toHaveCount(0);
  });
});

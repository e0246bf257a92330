// The module inside somebody else's page, and the static bundle below a path.

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CLIENT_ID, dist, expect, test, words } from "../support/index.js";
import {
  ACTION,
  authorize,
  authorizeUnchecked,
  changeCard,
  connect,
  openAction,
  theDialog,
} from "../support/steps.js";

const svenska = words("sv");
const HOST_TITLE = "A portal of somebody else";

test.describe("in a page of somebody else", () => {
  // The bundle's files beside the host's own, under the same strict policy as ever.
  const folder = mkdtempSync(join(tmpdir(), "snowline-embed-"));
  cpSync(dist, folder, { recursive: true });
  cpSync(fileURLToPath(new URL("../embed", import.meta.url)), folder, { recursive: true });
  test.use({
    portalOptions: { serve: (instance) => ["--dir", folder, "--instance", instance] },
  });
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

  const first = (page) => page.getByRole("region", { name: "First" });
  const second = (page) => page.getByRole("region", { name: "Second" });

  test("two mounts show two pages in two languages, and the address stays the host's", async ({
    page,
    baseURL,
  }) => {
    await page.goto("./?tab=2#chapter");
    await expect(first(page).getByRole("heading", { name: "Do you use ServiceNow?" })).toBeVisible();
    await expect(second(page).getByText(svenska["score.load"], { exact: true })).toBeVisible();
    await expect(page).toHaveTitle(HOST_TITLE);

    await first(page).getByRole("link", { name: "Connect to ServiceNow" }).click();
    await expect(first(page).getByLabel("Instance URL")).toBeVisible();
    await expect(second(page).getByText(svenska["score.load"], { exact: true })).toBeVisible();
    await page.evaluate(() => window.mounts[1].navigate("/ticketProvisioning"));
    await expect(second(page).getByLabel(svenska["setup.clientId"])).toHaveValue(CLIENT_ID);
    await page.evaluate(() => window.mounts[1].setLanguage("ko"));
    await expect(second(page).getByLabel(words("ko")["setup.clientId"])).toBeVisible();
    await expect(first(page).getByLabel("Client ID")).toBeVisible();
    // The second one's language is the host's matter.
    await expect(first(page).getByRole("combobox")).toBeVisible();
    await expect(second(page).getByRole("combobox")).toHaveCount(0);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page).toHaveURL(`${baseURL}?tab=2#chapter`);
    await expect(page).toHaveTitle(HOST_TITLE);
  });

  test("both mounts share one sign-in, and another app's code is left alone", async ({
    page,
    baseURL,
  }) => {
    await page.goto("./?code=of-another-app&state=its-own");
    await expect(page).toHaveURL(`${baseURL}?code=of-another-app&state=its-own`);
    await page.goto("./");
    await first(page).getByRole("link", { name: "Connect to ServiceNow" }).click();
    await authorize(page);
    await expect(page).toHaveURL(baseURL);
    await expect(changeCard(first(page))).toBeVisible();
    await page.evaluate(() => window.mounts[1].navigate("/"));
    await expect(second(page).getByRole("region", { name: svenska["card.change.title"] })).toBeVisible();
  });

  test("a sign-in leaves the host's own query as it was", async ({ page, instance, baseURL }) => {
    await instance.registerRedirect(`${baseURL}?tab=2`);
    await page.goto("./?tab=2");
    await expect(first(page).getByRole("heading", { level: 2 })).toBeVisible();
    await page.evaluate((options) => {
      window.mounts[0].unmount();
      window.mount(document.getElementById("first"), options);
    }, {
      instanceUrl: instance.url,
      clientId: CLIENT_ID,
      redirectUri: `${baseURL}?tab=2`,
      route: "/ticketProvisioning",
    });
    await authorize(page);
    await expect(changeCard(first(page))).toBeVisible();
    await expect(page).toHaveURL(`${baseURL}?tab=2`);
  });

  test("a copied link leads where the host shows the action", async ({
    page,
    context,
    baseURL,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto("./?tab=2#chapter");
    await expect(first(page).getByRole("heading", { level: 2 })).toBeVisible();
    const copied = async (options) => {
      await page.evaluate(({ route, linked }) => {
        window.mounts[0].unmount();
        const linkTo = linked ? (path) => `/portal?show=${encodeURIComponent(path)}` : undefined;
        window.mounts[0] = window.mount(document.getElementById("first"), {
          secureScore: "demo/secure-score.json",
          route,
          linkTo,
        });
      }, options);
      await first(page).getByRole("button", { name: `Share: ${ACTION.title}` }).click();
      await page.getByRole("menuitem", { name: "Copy link" }).click();
      await expect(page.getByText("Link copied")).toBeVisible();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    const route = `/secure-score/${ACTION.id}`;
    expect(await copied({ route, linked: false })).toBe(`${baseURL}?tab=2#chapter`);
    const origin = new URL(baseURL).origin;
    expect(await copied({ route, linked: true })).toBe(
      `${origin}/portal?show=${encodeURIComponent(route)}`,
    );
  });

  test("the host's styles and ids do not meet the module's", async ({ page }) => {
    await page.goto("./?route=/ticketProvisioning");
    const button = first(page).getByRole("button", { name: "Authorize", exact: true });
    await expect(button).toHaveCSS("letter-spacing", "normal");
    await expect(page.getByRole("heading", { name: HOST_TITLE })).toHaveCSS("letter-spacing", "7px");
    await expect(page.locator("#task-heading")).toHaveText(HOST_TITLE);
    await first(page).getByText("Client ID", { exact: true }).click();
    await expect(first(page).getByLabel("Client ID")).toBeFocused();
  });

  test("unmounting leaves nothing behind, and the element can be used again", async ({ page }) => {
    await page.goto("./");
    await expect(first(page).getByRole("heading", { name: "Do you use ServiceNow?" })).toBeVisible();
    await expect(second(page).getByText(svenska["score.load"], { exact: true })).toBeVisible();
    const again = () => page.evaluate(() => {
      try {
        window.mount(document.getElementById("first"));
        return "mounted";
      } catch (error) {
        return String(error);
      }
    });
    expect(await again()).toBe("TypeError: Snowline: this element holds a Snowline already");
    await page.evaluate(() => window.mounts[0].unmount());
    await expect(first(page).getByRole("heading")).toHaveCount(0);
    await expect(second(page).getByText(svenska["score.load"], { exact: true })).toBeVisible();
    expect(await again()).toBe("mounted");
    await expect(first(page).getByRole("heading", { name: "Do you use ServiceNow?" })).toBeVisible();
  });

  test("what the host asks for before the first words are there is done when they are", async ({
    page,
  }) => {
    await page.goto("./");
    await expect(first(page).getByRole("heading", { name: "Do you use ServiceNow?" })).toBeVisible();
    await page.evaluate(() => {
      window.mounts[0].unmount();
      const again = window.mount(document.getElementById("first"), { language: "en" });
      again.navigate("/ticketProvisioning");
      return again.setLanguage("sv");
    });
    await expect(first(page).getByLabel(svenska["setup.instanceUrl"])).toBeVisible();
  });

  test("an option that cannot be is named", async ({ page }) => {
    await page.goto("./");
    await expect(first(page).getByRole("heading", { name: "Do you use ServiceNow?" })).toBeVisible();
    const said = (options) =>
      page.evaluate((options) => {
        try {
          window.mount(document.createElement("div"), options);
          return "mounted";
        } catch (error) {
          return String(error);
        }
      }, options);
    expect(await said({ language: "tlh" })).toContain('the option "language" takes');
    expect(await said({ routing: "path" })).toContain('the option "routing" takes');
    expect(await said({ linkTo: "/portal" })).toContain('the option "linkTo" takes a function');
    expect(await said({ user: "megan" })).toContain('the option "user" takes');
  });
});

test.describe("below a path of a file host", () => {
  test.use({
    portalOptions: {
      serve: (instance) => ["--dir", dist, "--prefix", "/tools/portal", "--instance", instance],
    },
  });

  test("the bundle does the whole way", async ({ page, instance, baseURL }) => {
    expect(new URL(baseURL).pathname).toBe("/tools/portal/");
    await instance.registerRedirect(baseURL);
    await page.goto(baseURL.slice(0, -1));
    await expect(page).toHaveURL(baseURL);
    await expect(page.getByRole("heading", { name: "Do you use ServiceNow?" })).toBeVisible();
    await connect(page);
    await expect(page).toHaveURL(`${baseURL}#/`);
    await openAction(page);
    await page.goto("./#/tickets/change");
    await page.getByRole("button", { name: "Create a ticket" }).click();
    await theDialog(page);
  });
});

test.describe("a bundle with nothing in config.json", () => {
  test.use({ portalOptions: { serve: (instance) => ["--dir", dist, "--connect", instance] } });

  test("starts with empty fields and an offer to load a score", async ({ page, instance }) => {
    await page.goto("./#/secure-score");
    await expect(page.getByRole("heading", { name: "No Secure Score yet" })).toBeVisible();
    await page.getByRole("link", { name: "Connection" }).click();
    await expect(page.getByLabel("Instance URL")).toHaveValue("");
    await expect(page.getByLabel("Client ID")).toHaveValue("");
    await page.getByLabel("Instance URL").fill(instance.url);
    await page.getByLabel("Client ID").fill(CLIENT_ID);
    await authorizeUnchecked(page);
    await expect(changeCard(page)).toBeVisible();
  });
});

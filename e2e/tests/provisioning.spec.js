// An administrator connects a bare instance in one step: by a file, or by a script.

import { readFileSync } from "node:fs";
import { MADE_HERE, expect, test } from "../support/index.js";
import { fill, incidentCard, numberOf, sendButton, signIn, theDialog } from "../support/steps.js";

const PASSWORD = "Open Sesame 7";
const USER = "snowline.integration";

test.use({ instanceOptions: ["--bare"] });

/** The panel with the file and the script: what a page begins with that is not connected. */
const oneGo = (page) => page.getByRole("region", { name: "Set up ServiceNow in one go" });

/** Where a link of it leads. */
const leadsTo = (page, place) =>
  oneGo(page).getByRole("link", { name: `Open ${place} in ServiceNow` }).getAttribute("href");

/** Opens the setup page as a person would who knows the instance's address only. */
async function openSetup(page) {
  await page.goto("./#/ticketProvisioning");
  await page.getByLabel("Client ID").fill("");
  await expect(oneGo(page)).toContainText("Recommended");
}

/** Another tab, in which the administrator is signed in at the instance. */
async function administrator(context, instance) {
  const tab = await context.newPage();
  await tab.goto(instance.url);
  await signIn(tab, "admin");
  return tab;
}

/** Imports a file in the list of Fix Scripts and runs what it brought; gives what was printed. */
async function importAndRun(tab, list, file) {
  await tab.goto(list);
  await tab.getByRole("link", { name: "Import XML" }).click();
  await tab.getByLabel("Choose file to upload").setInputFiles(file);
  await tab.getByRole("button", { name: "Upload", exact: true }).click();
  await tab.goto(list);
  await tab.getByRole("link", { name: /^Snowline: connect http/ }).click();
  await tab.getByRole("button", { name: "Run Fix Script" }).click();
  return tab.locator("body").innerText();
}

/** Pastes a script into Scripts - Background and runs it; gives what was printed. */
async function runInBackground(tab, form, script) {
  await tab.goto(form);
  await tab.getByLabel("Run script (JavaScript executed on server)").fill(script);
  await tab.getByRole("button", { name: "Run script" }).click();
  return tab.locator("body").innerText();
}

/** Gives the integration user a password. */
async function setPassword(tab, users) {
  await tab.goto(users);
  await tab.getByRole("link", { name: USER }).click();
  await tab.getByRole("link", { name: "Set Password" }).click();
  await tab.getByLabel("Password").fill(PASSWORD);
  await tab.getByRole("button", { name: "Save Password" }).click();
}

/** From the checked setup to a ticket that the instance has. */
async function sendTicket(page, instance) {
  await page.getByRole("button", { name: "Check the setup" }).click();
  await expect(page.getByText("3 of 7 steps passed")).toBeVisible();
  await expect(page.getByText("press Authorize below")).toBeVisible();
  await page.getByRole("button", { name: "Authorize", exact: true }).click();
  await page.getByRole("link", { name: "Not you?" }).click();
  await page.getByLabel("User name").fill(USER);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(page.getByText(`as ${USER}`)).toBeVisible();
  await incidentCard(page).getByRole("button", { name: "Create a ticket" }).click();
  const dialog = await theDialog(page);
  await fill(dialog, { name: "First ticket", description: "From a portal", priority: "4 - Low" });
  await sendButton(dialog).click();
  const number = await numberOf(dialog);
  const [record] = await instance.recordsOfAdmin("incident", `number=${number}`);
  expect(record).toMatchObject({
    short_description: "First ticket",
    correlation_display: MADE_HERE,
    sys_created_by: USER,
  });
}

/** How many records there are of what the script makes. */
async function counts(instance) {
  const tables = ["oauth_entity", "sys_cors_rule", "sys_properties", "sys_user", "sys_user_has_role"];
  const rows = await Promise.all(tables.map((table) => instance.recordsOfAdmin(table, "")));
  return rows.map((found) => found.length);
}

test("by the file: from a bare instance to a ticket", async ({ page, context, instance, guard }) => {
  guard.expects(/status of 401/);
  await openSetup(page);
  const missing = page.getByText("Enter the client ID.");
  await page.getByRole("button", { name: "Check the setup" }).click();
  await expect(missing).toBeVisible();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the provisioning file" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("snowline-provisioning.xml");
  await expect(page.getByLabel("Client ID")).toHaveValue(/^[0-9a-f]{32}$/);
  await expect(page.getByLabel("Integration user (optional)")).toHaveValue(USER);
  await expect(missing).toHaveCount(0);
  const file = await download.path();
  // What the file holds is what the page still knows after a reload.
  const clientId = await page.getByLabel("Client ID").inputValue();
  await page.reload();
  await expect(page.getByLabel("Instance URL")).toHaveValue(instance.url);
  await expect(page.getByLabel("Client ID")).toHaveValue(clientId);
  await expect(page.getByLabel("Integration user (optional)")).toHaveValue(USER);

  const tab = await administrator(context, instance);
  const upload = { name: "snowline-provisioning.xml", mimeType: "text/xml", buffer: readFileSync(file) };
  const list = await leadsTo(page, "Fix Scripts");
  const first = await importAndRun(tab, list, upload);
  expect(first).toContain("done: 12 made, 0 changed, 1 left to do");
  expect(first).toContain(`TO DO: set a password for the user ${USER}`);
  const made = await counts(instance);
  const second = await importAndRun(tab, list, upload);
  expect(second).toContain("done: 0 made, 0 changed, 0 left to do");
  expect(await counts(instance)).toEqual(made);
  await setPassword(tab, await leadsTo(page, "Users"));
  await sendTicket(page, instance);
});

test("by the script: from a bare instance to a ticket", async ({ page, context, instance, guard }) => {
  guard.expects(/status of 401/);
  await openSetup(page);
  await page.getByRole("button", { name: "Show the script" }).click();
  const script = await page.getByRole("region", { name: "The script" }).innerText();
  expect(script).toContain("// Connects a security portal to this instance");

  await page.getByRole("button", { name: "Hide the script" }).click();
  await expect(page.getByRole("region", { name: "The script" })).toHaveCount(0);

  const tab = await administrator(context, instance);
  const form = await leadsTo(page, "Scripts - Background");
  expect(form).toBe(`${instance.url}/nav_to.do?uri=sys.scripts.do`);
  const first = await runInBackground(tab, form, script);
  expect(first).toContain("done: 12 made, 0 changed, 1 left to do");
  const made = await counts(instance);
  const second = await runInBackground(tab, form, script);
  expect(second).toContain("done: 0 made, 0 changed, 0 left to do");
  expect(await counts(instance)).toEqual(made);
  await setPassword(tab, await leadsTo(page, "Users"));
  await sendTicket(page, instance);
});

test("what is there already is completed, and what is somebody else’s is left alone", async ({
  page,
  context,
  instance,
  baseURL,
}) => {
  const origin = new URL(baseURL).origin;
  const make = (table, body) => instance.api("POST", `table/${table}`, { body });
  const client = "0123456789abcdef0123456789abcdef";
  await make("sys_properties", { name: "glide.oauth.cors.allowed.origin", value: "https://other.example" });
  await make("oauth_entity", {
    name: "Ours",
    client_id: client,
    public_client: "false",
    redirect_url: "https://other.example/",
  });
  const [api] = await instance.recordsOfAdmin("sys_ws_definition", "name=Table API");
  await make("sys_cors_rule", {
    name: "Ours",
    rest_api: api.sys_id,
    domain: origin,
    delete: "true",
    exposed_headers: "X-Total-Count,X-Other",
  });
  await page.goto("./#/ticketProvisioning");
  await page.getByLabel("Client ID").fill(client);
  await page.getByRole("button", { name: "Show the script" }).click();
  const script = await page.getByRole("region", { name: "The script" }).innerText();
  const tab = await administrator(context, instance);
  const said = await runInBackground(tab, await leadsTo(page, "Scripts - Background"), script);
  expect(said).toContain("is https://other.example and takes one value only");
  expect(said).toContain(`changed: OAuth entity ${client}`);
  const one = async (table, query) => (await instance.recordsOfAdmin(table, query))[0];
  expect(await one("sys_properties", "name=glide.oauth.cors.allowed.origin")).toMatchObject({
    value: "https://other.example",
  });
  expect(await one("oauth_entity", `client_id=${client}`)).toMatchObject({
    name: "Ours",
    public_client: "true",
    redirect_url: `https://other.example/,${baseURL}`,
  });
  const rule = await one("sys_cors_rule", `rest_api=${api.sys_id}`);
  expect(rule).toMatchObject({ name: "Ours", get: "true", post: "true", delete: "true" });
  expect(rule.exposed_headers).toMatch(/^X-Total-Count, X-Other, Link, /);
});

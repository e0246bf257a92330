// The configuration page, for the tests that are about it.

import { expect } from "@playwright/test";

/** What the link to it and its heading say. */
export const MANAGE = "Manage ServiceNow configuration";
export const title = (page) => page.getByRole("heading", { level: 1, name: MANAGE });
export const states = (page, type) =>
  page.getByRole("region", { name: `Ticket state names: ${type}` });
export const incidents = (page) => states(page, "incidents");
export const changes = (page) => states(page, "change requests");
export const defaults = (page) => page.getByRole("region", { name: "New tasks" });
export const file = (page) => page.getByRole("region", { name: "Configuration file" });
export const nameOf = (scope, name) =>
  scope.getByRole("textbox", { name: `Name for ${name}`, exact: true });
export const openOf = (scope, name) =>
  scope.getByRole("checkbox", { name: `${name} counts as open`, exact: true });
/** The names as they stand in the fields, in their order. */
export const names = (scope) =>
  scope.getByRole("textbox").evaluateAll((fields) => fields.map((field) => field.value));
export const go = (page, link) => page.getByRole("link", { name: link, exact: true }).first().click();

/** From the home page to the configuration. */
export async function manage(page) {
  await go(page, MANAGE);
  await expect(title(page)).toBeVisible();
  await expect(page.getByText("The names come from the instance,").first()).toBeVisible();
}

/** Gives the page a file with that text. */
export async function imports(page, contents, name = "configuration.json") {
  const text = typeof contents === "string" ? contents : JSON.stringify(contents);
  const chosen = { name, mimeType: "application/json", buffer: Buffer.from(text) };
  await page.getByLabel("Import", { exact: true }).setInputFiles(chosen);
}

/** A configuration with these members. */
export const configuration = (rest) => ({ snowline: "configuration", version: 1, ...rest });

/** Adds this configuration to the portal's options. */
export const sets = (page, configuration) =>
  page.addInitScript((configuration) => {
    const { fetch } = window;
    window.fetch = async (url, ...rest) => {
      const answer = await fetch(url, ...rest);
      if (url !== "config.json") return answer;
      return Response.json({ ...(await answer.json()), configuration });
    };
  }, configuration);

// Sharing many improvement actions in one go: what is on its pages, and the tickets that come of it.

import { expect } from "@playwright/test";
import { TENANT } from "./steps.js";

export const CHANGES = "/api/now/table/change_request";
export const INCIDENTS = "/api/now/table/incident";

export const all = (page) => page.getByRole("checkbox", { name: /^Select (all )?\d+ found$/ });
export const one = (page, title) => page.getByRole("checkbox", { name: title, exact: true });
export const selected = (page, count) => page.getByText(`${count} selected`, { exact: true });
export const shareSelected = (page) => page.getByRole("button", { name: "Share to ServiceNow…" });
export const send = (page) =>
  page.getByRole("button", { name: /^Send \d+ actions? to ServiceNow$/ });
export const press = (page, name) => page.getByRole("button", { name, exact: true });
export const done = (page, count, total = count) =>
  page.getByText(`${count} of ${total} done`, { exact: true });
/** The line of an action on the page where it is shared. */
export const line = (page, title) => page.getByRole("row").filter({ hasText: title });

/** All tickets of a tenant's actions, in both tables. */
async function allTickets(instance, tenant) {
  const found = [];
  for (const table of ["change_request", "incident"]) {
    const query = `correlation_idSTARTSWITHsnowline/${tenant}/`;
    const path = `table/${table}?sysparm_limit=1000&sysparm_query=${query}`;
    found.push(...(await instance.api("GET", path)));
  }
  return found;
}

let before = new Set();

/** Notes the tickets from before the test. */
export async function noteTickets(instance) {
  const known = await allTickets(instance, TENANT);
  before = new Set(known.map((record) => record.sys_id));
}

/** All tickets of a tenant's actions but for those from before the test. */
export async function tickets(instance, tenant = TENANT) {
  const found = await allTickets(instance, tenant);
  return found.filter((record) => !before.has(record.sys_id));
}

/** Shows the actions that have no ticket; gives their links. */
export async function withoutTicket(page, query = "") {
  await page.goto(`./#/secure-score?ticket=no${query}`);
  const links = page.locator(".action-table td.title a");
  await expect(page.locator(".of-ticket").first()).toHaveText("none");
  return links;
}

/** Selects the first actions without a ticket; gives their titles. */
export async function selectFirst(page, count) {
  const links = await withoutTicket(page);
  const titles = (await links.allTextContents()).slice(0, count);
  await select(page, titles);
  return titles;
}

export async function select(page, titles) {
  for (const title of titles) await one(page, title).check();
  await expect(selected(page, titles.length)).toBeVisible();
}

// Every test has a portal, an instance and a browser context of its own, and a guard.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test as base } from "@playwright/test";
import { Guard } from "./guard.js";
import { Instance } from "./instance.js";
import { dist, lend } from "./programs.js";

export { expect } from "@playwright/test";
export { dist } from "./programs.js";
export { CLIENT_ID, MADE_HERE } from "./instance.js";

/** The words of a language, as the bundle has them. */
export function words(language) {
  const part = (name) => JSON.parse(readFileSync(join(dist, "messages", name), "utf8"));
  return { ...part(`${language}.json`), ...part(`${language}.later.json`) };
}

/** The improvement actions of the sample data, as Graph has them. */
export function demoFile() {
  return JSON.parse(readFileSync(join(dist, "demo/secure-score.json"), "utf8"));
}

export const test = base.extend({
  /** More options of `snowline-sandbox`. */
  instanceOptions: [[], { option: true }],
  /** Options of `xtask serve`: by default the demo's portal, which knows its instance. */
  portalOptions: [
    { serve: (instance) => ["--dir", dist, "--instance", instance] },
    { option: true },
  ],

  programs: async ({ instanceOptions, portalOptions }, use) => {
    const programs = await lend({ instance: instanceOptions, portal: portalOptions.serve });
    await use(programs);
    await programs.giveBack();
  },
  instance: async ({ programs }, use) => {
    await use(new Instance(programs.instance.address));
  },
  /** The origin of Microsoft Graph and Entra, with `--graph-port`. */
  graph: async ({ programs }, use) => {
    await use(programs.graph);
  },
  /** The portal's address, with the slash at its end. */
  baseURL: async ({ programs }, use) => {
    await use(programs.portal.address);
  },
  guard: [
    async ({ context, instance, graph, baseURL }, use) => {
      const origins = [new URL(baseURL).origin, instance.url, graph];
      const guard = new Guard(origins.filter(Boolean));
      await guard.watch(context);
      await use(guard);
      await guard.check();
    },
    { auto: true },
  ],
});

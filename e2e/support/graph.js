// A page of a host's that shows the Secure Score of Microsoft Graph, which the sandbox plays.

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dist } from "./programs.js";

/** The tenant that Graph is about. */
export const TENANT = "0c9f6f5e-3d52-4c0b-8a43-7f1c2b9d6e10";
/** A registration at Entra, whose redirect URI is of the type "SPA". */
export const SPA = "6f1d2c3b-0a94-4e58-9b7d-21c84fd0a7e3";
const PROGRAM = { id: "c27b4e61-95d8-43fa-a0e6-3d7f18b25c94", secret: "snowline-program-secret" };

/** What `test.use` takes: Graph, and the bundle beside a page that mounts nothing by itself. */
export function withGraph(...more) {
  const folder = mkdtempSync(join(tmpdir(), "snowline-graph-"));
  cpSync(dist, folder, { recursive: true });
  const blank = fileURLToPath(new URL("../embed/blank.html", import.meta.url));
  cpSync(blank, join(folder, "blank.html"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return {
    instanceOptions: ["--graph-port", "0", ...more],
    portalOptions: {
      serve: (instance, graph) => [
        ...["--dir", folder, "--instance", instance, "--connect", graph],
      ],
    },
  };
}

/**
 * Mounts Snowline, signed in at ServiceNow with a token of the host's. A function among the options
 * is given by the name that the page knows it by.
 */
export async function mount(page, instance, options) {
  const { id_token: token } = await instance.control("POST", "id_token", {
    upn: "integration.user@example.com",
  });
  await page.goto("./blank.html");
  await page.evaluate(
    async ([instanceUrl, token, options]) => {
      const { default: init, mount } = await import("./snowline.js");
      await init();
      for (const [name, value] of Object.entries(options)) {
        if (value?.call) options[name] = () => window[value.call]();
      }
      mount(document.getElementById("first"), {
        ...{ instanceUrl, getServiceNowToken: () => token },
        ...options,
      });
    },
    [instance.url, token, options],
  );
}

/** A token for Graph, as a portal's server would get one. */
export async function tokenOf(graph) {
  const answer = await fetch(`${graph}/${TENANT}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: PROGRAM.id,
      client_secret: PROGRAM.secret,
      scope: "https://graph.microsoft.com/.default",
    }),
  });
  return (await answer.json()).access_token;
}

// The programs under test, each a process of its own: the portal (the static bundle behind
// `cargo xtask serve`) and the instance (`snowline-sandbox`).

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const project = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The browser. */
export const chromium = process.env.SNOWLINE_CHROMIUM ?? "/usr/bin/chromium";
/** The folder of the static bundle. */
export const dist = process.env.SNOWLINE_DIST ?? project("dist");
const sandbox = process.env.SNOWLINE_SANDBOX ?? project("target/debug/snowline-sandbox");
const xtask = process.env.SNOWLINE_XTASK ?? project("target/debug/xtask");

const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill()));

/** Starts a program and waits for the line that names its address. */
export async function start(program, args, line) {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  let said = "";
  const ended = new Promise((resolve) => {
    child.once("error", resolve);
    child.once("exit", resolve);
  }).then(() => running.delete(child));
  const address = await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text) => {
        said += text;
        const found = line.exec(said);
        if (found) resolve(found[1]);
      });
    }
    ended.then(() => reject(new Error(`${program} ended: ${said}`)));
  });
  const stop = async () => {
    child.kill();
    await ended;
  };
  return { address, stop, said: () => said };
}

/** A port that nobody has at the moment. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const TRIES = 5;

/**
 * Starts an instance and a portal that know each other.
 *
 * The instance is told the portal's port before the portal has it; should somebody else take it
 * in between, both are started again.
 *
 * @param {object} options
 * @param {string[]} options.instance more options of `snowline-sandbox`
 * @param {(instance: string, graph?: string) => string[]} options.portal options of `xtask serve`
 */
export async function startBoth(options) {
  for (let left = TRIES; ; left -= 1) {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const instance = await start(
      sandbox,
      ["--port", "0", "--portal", origin, "--control", ...options.instance],
      /sandbox instance at (http:\S+?)\/\s/,
    );
    try {
      // Where the instance was told to play Microsoft Graph as well.
      const [, graph] = /Graph and Entra at (http:\S+?)\/\s/.exec(instance.said()) ?? [];
      const args = ["serve", "--port", `${port}`, ...options.portal(instance.address, graph)];
      const portal = await start(xtask, args, /Serving .* at (http:\S+)\s/);
      return { instance, portal, graph };
    } catch (error) {
      await instance.stop();
      if (left <= 1) throw error;
    }
  }
}

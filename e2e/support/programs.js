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
  return { address, stop, said: () => said, isRunning: () => running.has(child) };
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
 * Starts an instance. It is told the portal's port before the portal has it; should somebody else
 * take it in between, `lend` starts both again.
 */
async function begin(options) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const args = ["--port", "0", "--portal", origin, "--control", ...options];
  const instance = await start(sandbox, args, /sandbox instance at (http:\S+?)\/\s/);
  // Where the instance was told to play Microsoft Graph as well.
  const [, graph] = /Graph and Entra at (http:\S+?)\/\s/.exec(instance.said()) ?? [];
  return { options, port, instance, graph };
}

/** Has a portal of these options run beside the instance. */
async function open(pair, args) {
  const same = pair.portal?.isRunning() && `${pair.args}` === `${args}`;
  if (same) return;
  await pair.portal?.stop();
  const port = ["--port", `${pair.port}`];
  pair.args = args;
  pair.portal = await start(xtask, ["serve", ...port, ...args], /Serving .* at (http:\S+)\s/);
}

async function end({ instance, portal }) {
  await portal?.stop();
  await instance.stop();
}

/** So many pairs run on when nobody uses them. */
const MOST_IDLE = 3;
const idle = [];

/** A pair that runs already, with everything in the instance as it was at the start. */
async function again(options) {
  const place = idle.findIndex((pair) => `${pair.options}` === `${options}`);
  if (place < 0) return undefined;
  const [pair] = idle.splice(place, 1);
  const reset = await fetch(`${pair.instance.address}/__sandbox/reset`, {
    method: "POST",
    headers: { Connection: "close" },
  });
  if (!reset.ok) throw new Error(`the instance could not be reset: ${await reset.text()}`);
  return pair;
}

/**
 * An instance and a portal that know each other; `giveBack` lets another test have them.
 *
 * @param {object} options
 * @param {string[]} options.instance more options of `snowline-sandbox`
 * @param {(instance: string, graph?: string) => string[]} options.portal options of `xtask serve`
 */
export async function lend(options) {
  for (let left = TRIES; ; left -= 1) {
    const pair = (await again(options.instance)) ?? (await begin(options.instance));
    try {
      await open(pair, options.portal(pair.instance.address, pair.graph));
      return { ...pair, giveBack: () => takeBack(pair) };
    } catch (error) {
      await end(pair);
      if (left <= 1) throw error;
    }
  }
}

async function takeBack(pair) {
  // Some tests are about an instance that ends.
  if (!pair.instance.isRunning()) return end(pair);
  idle.push(pair);
  if (idle.length > MOST_IDLE) await end(idle.shift());
}

// nginx and Caddy with the ready configurations of `docs/proxy`, only addresses replaced.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "./programs.js";

const ready = (name) =>
  readFileSync(fileURLToPath(new URL(`../../docs/proxy/${name}`, import.meta.url)), "utf8");

/** nginx's own frame around the file, for one server that also serves the portal. */
const nginx = (folder, port, portal, instance) => {
  writeFileSync(
    join(folder, "snowline-proxy.conf"),
    ready("nginx.conf")
      .replaceAll("https://acme.service-now.com", instance)
      .replaceAll("acme.service-now.com", new URL(instance).host),
  );
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const paths = temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join("\n");
  const file = join(folder, "nginx.conf");
  writeFileSync(
    file,
    `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;
events {}
http {
access_log ${folder}/access.log;
${paths}
server {
listen 127.0.0.1:${port};
include snowline-proxy.conf;
location / { proxy_pass ${portal}; }
}
}`,
  );
  return [process.env.SNOWLINE_NGINX ?? "nginx", ["-p", folder, "-e", "stderr", "-c", file]];
};

const caddy = (folder, port, portal, instance) => {
  writeFileSync(
    join(folder, "snowline-proxy.caddy"),
    ready("Caddyfile").replaceAll("https://acme.service-now.com", instance),
  );
  const file = join(folder, "Caddyfile");
  writeFileSync(
    file,
    `{
	admin off
	auto_https off
}
import snowline-proxy.caddy
http://localhost:${port} {
	bind 127.0.0.1
	import servicenow
	reverse_proxy ${portal}
}
`,
  );
  const args = ["run", "--config", file, "--adapter", "caddyfile"];
  return [process.env.SNOWLINE_CADDY ?? "caddy", args];
};

const PROXIES = { nginx, caddy };

/** Starts one in front of a portal and an instance; gives its address and how to stop it. */
export async function startProxy(name, portal, instance) {
  if (process.env.SNOWLINE_NO_PROXIES) throw new Error(process.env.SNOWLINE_NO_PROXIES);
  const folder = mkdtempSync(join(tmpdir(), `snowline-${name}-`));
  const port = await freePort();
  const [program, args] = PROXIES[name](folder, port, portal.replace(/\/$/, ""), instance);
  const environment = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };
  const child = spawn(program, args, { env: environment, stdio: ["ignore", "ignore", "pipe"] });
  const kill = () => child.kill();
  process.on("exit", kill);
  let said = "";
  let ended = false;
  const end = new Promise((resolve) => {
    child.once("error", (error) => resolve((said += error)));
    child.once("exit", resolve);
  }).then(() => (ended = true));
  child.stderr.setEncoding("utf8").on("data", (text) => (said += text));
  const address = `http://localhost:${port}/`;
  for (let answers = false; !answers; ) {
    if (ended) throw new Error(`${program} ended: ${said}`);
    answers = await fetch(address).then(
      (answer) => answer.ok,
      () => new Promise((resolve) => setTimeout(resolve, 25, false)),
    );
  }
  const stop = async () => {
    child.kill();
    await end;
    process.off("exit", kill);
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, folder, stop };
}

// The static bundle's page is nothing but the module's first user: it reads the options from
// config.json beside it and mounts.

import init, { mount } from "./snowline.js";

const element = document.getElementById("snowline");

/** The options in config.json; a bundle without the file has all defaults. */
async function options() {
  const answer = await fetch("config.json", { cache: "no-cache" });
  if (answer.status === 404) return {};
  if (!answer.ok) throw new Error(`config.json: HTTP ${answer.status}`);
  return answer.json();
}

try {
  const [config] = await Promise.all([options(), init()]);
  mount(element, { ...config, routing: "hash" });
} catch (error) {
  console.error(error);
  const text = document.createElement("p");
  text.className = "boot-message";
  text.setAttribute("role", "alert");
  text.textContent =
    error instanceof WebAssembly.CompileError || /wasm|WebAssembly/i.test(String(error))
      ? "Snowline could not start its WebAssembly module. The page's Content-Security-Policy must allow it: script-src 'self' 'wasm-unsafe-eval'."
      : `Snowline could not start. ${error instanceof Error ? error.message : error}`;
  element.append(text);
}

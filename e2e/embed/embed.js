// A host page with two mounts. What the tests do with them, they do through `window.mounts`.

import init, { mount } from "./snowline.js";

const config = await (await fetch("config.json")).json();
await init();
const options = { ...config, route: new URLSearchParams(location.search).get("route") ?? "/" };
window.mount = mount;
window.mounts = [
  mount(document.getElementById("first"), options),
  mount(document.getElementById("second"), {
    ...options,
    language: "sv",
    route: "/secure-score",
    theme: "dark",
  }),
];

// The page that a sign-in's window opens with, and comes back to. It hands its address to the page
// that waits for it and closes. Who that is, and whether the answer is right, is for the module to
// say: this page believes nothing and keeps nothing.

const LANGUAGES = ["en", "ko", "sv", "zh-Hans"];
/** How long the page that opened the window has to take the answer, in milliseconds. */
const PATIENCE = 4000;

const address = location.href;
// The code leaves the address and the history before anything is waited for.
history.replaceState(null, "", location.pathname);

/** The language that the person chose, else the first of the browser's that Snowline speaks. */
function language() {
  let chosen = null;
  try {
    chosen = localStorage.getItem("snowline.language");
  } catch {
    // Storage is switched off.
  }
  for (const tag of [chosen, ...navigator.languages]) {
    const known = LANGUAGES.find((own) => own.split("-")[0] === tag?.split("-")[0]);
    if (known) return known;
  }
  return "en";
}

async function say(key) {
  const tag = language();
  const words = await (await fetch(`messages/${tag}.later.json`)).json();
  document.documentElement.lang = tag;
  document.getElementById("said").textContent = words[key];
}

if (new URL(address).search === "") {
  say("way.window.opening");
} else {
  const channel = new BroadcastChannel("snowline.sign-in");
  const alone = setTimeout(() => say("way.window.alone"), PATIENCE);
  channel.addEventListener("message", ({ data }) => {
    // Who takes the answer says it back.
    if (data !== address) return;
    clearTimeout(alone);
    window.close();
    // A window that a script may not close stays, and says that it is not needed any more.
    say("way.window.done");
  });
  channel.postMessage(address);
}

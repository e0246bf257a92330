// The page's policy, in force on every page of the bundle.

import { expect, test } from "../support/index.js";

test("the portal is served with the strict policy and its companions", async ({
  page,
  instance,
}) => {
  const answer = await page.goto("./");
  const headers = answer.headers();
  expect(headers["content-security-policy"].split("; ")).toEqual([
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${instance.url}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
  expect(headers).toMatchObject({
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
  });
});

test("the policy stops scripts, markup and strangers, and the guard sees it", async ({
  page,
  guard,
}) => {
  guard.expects(/policy: require-trusted-types-for/, /TrustedHTML/, /policy: connect-src/);
  guard.expects(/Content Security Policy/);
  await page.goto("./");
  await expect(page.getByRole("heading", { name: "Do you use ServiceNow?" })).toBeVisible();
  const outcome = await page.evaluate(async () => {
    const outcome = [];
    try {
      document.body.insertAdjacentHTML("beforeend", "<p>markup</p>");
      outcome.push("markup");
    } catch {
      outcome.push("no markup");
    }
    await fetch("https://stranger.example/").then(
      () => outcome.push("a stranger"),
      () => outcome.push("no stranger"),
    );
    return outcome;
  });
  expect(outcome).toEqual(["no markup", "no stranger"]);
});

test("without the permission for WebAssembly the page names the directive", async ({
  page,
  guard,
}) => {
  guard.expects(/wasm-unsafe-eval|WebAssembly/, /policy: script-src/);
  await page.route("**/", async (route) => {
    const answer = await route.fetch();
    const headers = answer.headers();
    headers["content-security-policy"] = headers["content-security-policy"].replace(
      " 'wasm-unsafe-eval'",
      "",
    );
    await route.fulfill({ response: answer, headers });
  });
  await page.goto("./");
  await expect(page.getByRole("alert")).toContainText("script-src 'self' 'wasm-unsafe-eval'");
});

test("a bundle whose words are missing says which file", async ({ page, guard }) => {
  guard.expects(/status of 404/, /could not load .*messages\/en\.json/);
  await page.route("**/messages/en.json", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto("./");
  await expect(page.getByRole("alert")).toContainText(/could not load .*messages\/en\.json/);
});

// Four languages, of which only the chosen one is downloaded.

import { expect, test, words } from "../support/index.js";
import { ACTION } from "../support/steps.js";

const LANGUAGES = [
  { tag: "en", name: "English" },
  { tag: "ko", name: "\ud55c\uad6d\uc5b4" },
  { tag: "sv", name: "Svenska" },
  { tag: "zh-Hans", name: "\u7b80\u4f53\u4e2d\u6587" },
];

/** The message files that the page asks for from now on. */
function downloads(page) {
  const found = [];
  page.on("request", (request) => {
    const file = /\/messages\/(.+)\.json$/.exec(request.url());
    if (file) found.push(file[1]);
  });
  return found;
}

const languageSwitch = (page) => page.locator("header").getByRole("combobox");
const question = (page, tag) =>
  page.getByRole("heading", { name: words(tag)["invitation.title"], exact: true });

for (const { tag, name } of LANGUAGES) {
  test.describe(name, () => {
    test.use({ locale: tag === "zh-Hans" ? "zh-CN" : tag });

    test("a browser of that language gets it, and downloads no other", async ({ page }) => {
      const files = downloads(page);
      await page.goto("./");
      await expect(question(page, tag)).toBeVisible();
      await expect(page).toHaveTitle(`${words(tag)["nav.home"]} \u{b7} Snowline`);
      await expect(page.locator(`div[lang=${tag}]`).first()).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("lang", tag);
      expect(files).toEqual([tag]);
    });
  });
}

test("Four languages: the switch changes the language on every page, and the choice stays", async ({ page }) => {
  const files = downloads(page);
  await page.goto("./#/secure-score");
  for (const { tag, name } of LANGUAGES.toReversed()) {
    await languageSwitch(page).selectOption({ label: name });
    await expect(languageSwitch(page)).toHaveAccessibleName(words(tag)["nav.language"]);
    await expect(page.getByText(words(tag)["score.load"], { exact: true })).toBeVisible();
  }
  const both = (tag) => [tag, `${tag}.later`];
  expect(files).toEqual(["en", "zh-Hans", "sv", "ko", "en"].flatMap(both));
  await languageSwitch(page).selectOption({ label: "Svenska" });
  await page.getByRole("link", { name: words("sv")["nav.provisioning"], exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words("sv")["setup.title"]);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words("sv")["setup.title"]);
});

test("numbers and dates are the language's own", async ({ page }) => {
  await page.goto("./#/secure-score");
  await expect(page.getByText("142.43 of 238 points")).toBeVisible();
  await languageSwitch(page).selectOption({ label: "Svenska" });
  await expect(page.getByText("142,43 av 238 po\u00e4ng")).toBeVisible();
});

test("a page's title begins with what is special of it", async ({ page }) => {
  await page.goto(`./#/secure-score/${ACTION.id}`);
  await expect(page).toHaveTitle(`${ACTION.title} \u{b7} Secure Score \u{b7} Snowline`);
  await page.goto("./#/tickets/incident");
  await expect(page).toHaveTitle("Incidents \u{b7} Snowline");
  await page.goto("./#/tickets/change");
  await expect(page).toHaveTitle("Change requests \u{b7} Snowline");
});

test("a language whose words cannot be loaded is said, and the switch shows what is shown", async ({
  page,
  guard,
}) => {
  guard.expects(/status of 404/);
  await page.route("**/messages/sv.json", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto("./");
  await languageSwitch(page).selectOption({ label: "Svenska" });
  await expect(page.getByText("Svenska could not be loaded. Try again later.")).toBeVisible();
  await expect(languageSwitch(page).locator(":checked")).toHaveText("English");
  await expect(question(page, "en")).toBeVisible();
});

test("of two quick choices the later one is shown", async ({ page }) => {
  let answer;
  const late = new Promise((resolve) => {
    answer = resolve;
  });
  await page.route("**/messages/ko.json", async (route) => {
    await late;
    await route.continue();
  });
  await page.goto("./");
  const asked = page.waitForRequest("**/messages/ko.json");
  const answered = page.waitForResponse("**/messages/ko.json");
  await languageSwitch(page).selectOption({ label: "\ud55c\uad6d\uc5b4" });
  await asked;
  await languageSwitch(page).selectOption({ label: "Svenska" });
  await expect(question(page, "sv")).toBeVisible();
  answer();
  await (await answered).finished();
  await page.reload();
  await expect(question(page, "sv")).toBeVisible();
});

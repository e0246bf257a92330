// The built bundle and the stand-in instance in a real browser.
//
// `cargo xtask test --only e2e` builds everything and runs this; arguments after `--` reach
// Playwright. With programs and bundle built, `npx playwright test` in this folder does as well.

import { defineConfig } from "@playwright/test";
import { chromium } from "./support/programs.js";

const PACE = "**/pace.spec.js";

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: true,
  // Some tests wait, as people do; two at once left a tenth of two cores idle.
  workers: 3,
  // A test that passes at the second try has failed.
  retries: 0,
  forbidOnly: true,
  projects: [
    { name: "behaviour", testIgnore: PACE },
    // Alone: what else keeps the machine busy would be measured, too.
    { name: "pace", testMatch: PACE, dependencies: ["behaviour"], fullyParallel: false },
  ],
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    browserName: "chromium",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
      ],
    },
    // Neither the machine's language nor its place may matter; far from Greenwich, a due date
    // that is sent in the wrong zone is another day.
    locale: "en-US",
    timezoneId: "America/Los_Angeles",
    viewport: { width: 1280, height: 900 },
    actionTimeout: 15_000,
    // Playwright's recorder writes inline styles, which the page's policy forbids.
    trace: "off",
    screenshot: "off",
  },
});

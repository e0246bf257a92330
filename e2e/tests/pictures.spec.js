// The picture in the README, of the real thing. Made only when asked for:
// `SNOWLINE_PICTURES=1 cargo xtask test --only e2e -- pictures`.

import { fileURLToPath } from "node:url";
import { expect, test } from "../support/index.js";
import { changeCard, connect } from "../support/steps.js";

test.use({ viewport: { width: 1280, height: 720 }, deviceScaleFactor: 2 });

test("the picture in the README", async ({ page }) => {
  test.skip(!process.env.SNOWLINE_PICTURES, "made when asked for");
  await connect(page);
  await expect(changeCard(page).getByRole("row")).toHaveCount(6);
  const path = fileURLToPath(new URL("../../docs/home.png", import.meta.url));
  await page.screenshot({ path, fullPage: true, caret: "initial", animations: "allow" });
});

// What every page is held to, in light and dark, wide and narrow.

import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 780 };

/** How pages are looked at. */
export const VARIANTS = [
  // What axe looks at is in these two: both schemes, both widths. Korean needs the most room.
  { name: "light, 1280", colorScheme: "light", viewport: WIDE, language: "en", axe: true },
  { name: "dark, 360", colorScheme: "dark", viewport: NARROW, language: "en", axe: true },
  { name: "Korean, 1280", colorScheme: "light", viewport: WIDE, language: "ko" },
  { name: "Korean, 360", colorScheme: "dark", viewport: NARROW, language: "ko" },
];

/**
 * Keeps a picture, and holds what is shown to axe's rules and to the window's width. What is on
 * top of a page, `within` that element, is looked at by itself.
 */
export async function lookAt(page, info, what, { axe, within }) {
  await test.step(what, async () => {
    const path = info.outputPath(`${what.replaceAll(/\W+/g, "-")}.png`);
    // Hiding the caret and stopping animations would need inline styles, which the page forbids.
    await page.screenshot({ path, fullPage: !within, caret: "initial", animations: "allow" });

    if (axe) expect.soft(await violations(page, within), what).toEqual([]);
    const overflow = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect.soft(overflow, `${what}: pixels beyond the window`).toBe(0);
  });
}

/** What axe objects to, and where. */
async function violations(page, within) {
  const builder = new AxeBuilder({ page });
  if (within) builder.include({ fromShadowDom: ["#snowline", within] });
  const found = await builder
    // Its copies of the styles are inline ones, which the page forbids; the one rule that needs
    // them is about locking the orientation.
    .options({ preload: false, resultTypes: ["violations"] })
    // Else it opens a page of its own each time, for frames of other origins; there are none.
    .setLegacyMode(true)
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return found.violations.map(({ id, nodes }) => {
    const places = nodes.map(({ target }) => target.flat().join(" "));
    return `${id}: ${places.join(" | ")}`;
  });
}

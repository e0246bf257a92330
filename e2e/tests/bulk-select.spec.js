// Which improvement actions are shared in one go: what is selected, and stays so.

import { expect, test } from "../support/index.js";
import {
  all,
  one,
  press,
  selected,
  shareSelected,
} from "../support/bulk.js";
import { ACTION } from "../support/steps.js";

test("what is selected stays selected while one filters, sorts and looks at an action", async ({
  page,
}) => {
  await page.goto("./#/secure-score");
  const category = page.getByRole("combobox", { name: "Category", exact: true });
  const pager = page.getByText(/^1\u{2013}\d+ of \d+$/u);
  const everything = await pager.textContent();
  await category.selectOption("Identity");
  await expect(pager).not.toHaveText(everything);
  await expect(all(page)).not.toBeChecked();
  await all(page).check();
  // More than are on the page.
  const count = Number(/\d+$/.exec(await pager.textContent())[0]);
  expect(count).toBeGreaterThan(await page.locator(".action-table tbody tr").count());
  await expect(selected(page, count)).toBeVisible();
  const isMixed = () => all(page).evaluate((checkbox) => checkbox.indeterminate);
  expect(await isMixed()).toBe(false);

  await one(page, ACTION.title).focus();
  await page.keyboard.press("Space");
  await expect(selected(page, count - 1)).toBeVisible();
  await expect.poll(isMixed).toBe(true);
  await expect(all(page)).not.toBeChecked();
  await one(page, ACTION.title).check();
  await expect(all(page)).toBeChecked();

  await category.selectOption("Data");
  await expect(page.getByText(`${count} of them not shown by the filters`)).toBeVisible();
  await expect(all(page)).not.toBeChecked();
  await category.selectOption("");
  await page.getByRole("link", { name: ACTION.title }).click();
  await page.getByRole("link", { name: "Back to Secure Score" }).click();
  await expect(one(page, ACTION.title)).toBeChecked();
  await expect(selected(page, count)).toBeVisible();
  await page.reload();
  await expect(selected(page, count)).toBeVisible();

  await press(page, "Clear selection").click();
  await expect(shareSelected(page)).toHaveCount(0);
  await expect(all(page)).toBeFocused();
  await expect(one(page, ACTION.title)).not.toBeChecked();
});

test("a click on a checkbox draws its own row anew and no other", async ({ page }) => {
  await page.goto("./#/secure-score");
  await expect(one(page, ACTION.title)).toBeVisible();
  const changed = await page.evaluate(async (title) => {
    const find = (root, selector) => {
      for (const element of root.querySelectorAll("*")) {
        const inner = element.shadowRoot && find(element.shadowRoot, selector);
        if (inner) return inner;
      }
      return root.querySelector(selector);
    };
    const body = find(document, ".action-table tbody");
    const rows = new Set();
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target.nodeType === 1 ? target : target.parentElement;
        rows.add(element.closest("tr"));
      }
    });
    const everything = { attributes: true, childList: true, characterData: true, subtree: true };
    observer.observe(body, everything);
    body.querySelector(`input[aria-label="${title}"]`).click();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return rows.size;
  }, ACTION.title);
  await expect(selected(page, 1)).toBeVisible();
  expect(changed).toBe(1);
});

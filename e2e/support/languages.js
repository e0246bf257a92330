// What the page says, in each language that it speaks.

import { expect } from "@playwright/test";
import { words } from "./index.js";

/** The languages by their tags and their own names; the last is the one that tests begin in. */
const LANGUAGES = [
  ["ko", "\ud55c\uad6d\uc5b4"],
  ["sv", "Svenska"],
  ["zh-Hans", "\u7b80\u4f53\u4e2d\u6587"],
  ["en", "English"],
];

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The text of a message; a value that is not given may be any. */
export function text(tag, [key, values = {}]) {
  const template = words(tag)[key];
  if (template === undefined) throw new Error(`${tag} has no ${key}`);
  const parts = template.split(/(\{\w+\})/);
  const filled = parts.map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) return escaped(part);
    return values[name] === undefined ? ".+" : escaped(values[name]);
  });
  return new RegExp(filled.join(""));
}

/** The three messages of an error. */
export const error = (key, values) =>
  ["what", "why", "do"].map((part) => [`error.${key}.${part}`, values]);

/** Goes through the languages, and ends with English; `look` is called in each. */
export async function inEachLanguage(page, look) {
  for (const [tag, name] of LANGUAGES) {
    await page.locator("header").getByRole("combobox").selectOption({ label: name });
    await expect(page.locator(`div[lang=${tag}]`).first()).toBeVisible();
    await look(tag);
  }
}

/** Expects the page to show all of these messages in every language. */
export function expectSaid(page, messages) {
  return inEachLanguage(page, async (tag) => {
    for (const message of messages) {
      await expect(page.getByText(text(tag, message)).first(), `${tag} ${message[0]}`).toBeVisible();
    }
  });
}

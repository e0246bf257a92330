// The fields that an organisation adds to the form, set on the configuration page.

import { expect, test } from "../support/index.js";
import { file, go, imports, manage, configuration } from "../support/configuration.js";
import { connect, fill, incidentCard, numberOf, sendButton, theDialog } from "../support/steps.js";

const fields = (page) => page.getByRole("region", { name: "Further fields" });
const field = (page, name) => fields(page).getByRole("group", { name, exact: true });
const add = (page) => fields(page).getByRole("button", { name: "Add a field for incidents" });

/** What is kept of the fields for incidents. */
const kept = (page) =>
  page.evaluate(() => {
    const key = Object.keys(localStorage).find((key) => key.startsWith("snowline.configuration."));
    return key ? JSON.parse(localStorage.getItem(key)).fields?.incident ?? [] : [];
  });

async function addField(page, { label, column, kind }) {
  await add(page).click();
  const row = field(page, "New field");
  await expect(row.getByLabel("Label")).toBeFocused();
  await row.getByLabel("Label").fill(label);
  const named = field(page, label);
  if (kind) await named.getByLabel("Kind").selectOption({ label: kind });
  await named.getByLabel("Column").fill(column);
  return named;
}

test("a field that is added stands in the form and reaches the record", async ({ page, instance }) => {
  await connect(page);
  await manage(page);
  await expect(fields(page)).toContainText("No further field yet.");
  const row = await addField(page, { label: "Cause", column: "cause" });
  await row.getByLabel("Has to be filled in").check();
  await row.getByLabel("Value at the beginning (optional)").fill("Secure Score");
  const expected = { column: "cause", label: "Cause", type: "text", required: true, value: "Secure Score" };
  await expect.poll(() => kept(page)).toEqual([expected]);

  await go(page, "Home");
  await incidentCard(page).getByRole("button", { name: "Create a ticket" }).click();
  const dialog = await theDialog(page);
  await expect(dialog.getByLabel("Cause")).toHaveValue("Secure Score");
  await fill(dialog, { name: "Own", description: "Mine", priority: "3 - Moderate" });
  await dialog.getByLabel("Recommendation category").selectOption({ label: "Data" });
  await dialog.getByLabel("Cause").fill("");
  await sendButton(dialog).click();
  await expect(dialog.getByLabel("Cause")).toBeFocused();
  await dialog.getByLabel("Cause").fill("Another");
  await sendButton(dialog).click();
  const [record] = await instance.records("incident", `number=${await numberOf(dialog)}`);
  expect(record.cause).toBe("Another");
});

test("what cannot be a field is said at its place, and the one from before holds", async ({ page }) => {
  await connect(page);
  await manage(page);
  await addField(page, { label: "Cause", column: "cause" });
  await add(page).click();
  await expect(fields(page).getByRole("alert")).toHaveCount(0);
  const row = await field(page, "New field");
  await row.getByLabel("Column").fill("Cost Center");
  await expect(row.getByLabel("Label")).toHaveAttribute("aria-invalid", "true");
  await expect(row).toContainText("Enter a column’s name");
  await row.getByLabel("Column").fill("cause");
  await expect(row).toContainText("Another field of this type is in that column.");
  await row.getByLabel("Label").fill("Costs");
  const costs = field(page, "Costs");
  await costs.getByLabel("Column").fill("u_costs");
  await expect(fields(page).getByRole("alert")).toHaveCount(0);
  await expect.poll(async () => (await kept(page)).map((one) => one.column)).toEqual(["cause", "u_costs"]);
  await costs.getByLabel("Kind").selectOption({ label: "User" });
  await costs.getByLabel("Value at the beginning (optional)").fill("megan");
  await expect(costs).toContainText("Enter the 32 hexadecimal digits");
  await costs.getByLabel("Column").fill("u costs");
  const user = { column: "u_costs", label: "Costs", type: "user" };
  await expect.poll(async () => (await kept(page)).at(-1)).toEqual(user);
});

test("a field is removed, and that can be undone; a file brings others", async ({ page }) => {
  await connect(page);
  await manage(page);
  await addField(page, { label: "Cause", column: "cause" });
  await addField(page, { label: "Costs", column: "u_costs" });
  await field(page, "Cause").getByRole("button", { name: "Remove Cause" }).click();
  await expect(field(page, "Cause")).toHaveCount(0);
  await expect(field(page, "Costs").getByLabel("Column")).toHaveValue("u_costs");
  await expect(fields(page)).toContainText("Cause was removed.");
  await fields(page).getByRole("button", { name: "Undo" }).click();
  await expect(field(page, "Cause").getByLabel("Column")).toHaveValue("cause");
  await expect.poll(async () => (await kept(page)).map((one) => one.column)).toEqual(["cause", "u_costs"]);
  // One that is being added goes without a question.
  await add(page).click();
  await field(page, "New field").getByRole("button", { name: "Remove New field" }).click();
  await expect(field(page, "New field")).toHaveCount(0);
  await imports(page, configuration({
    fields: { incident: [{ column: "u_other", label: "Other", type: "date" }] },
  }));
  await expect(field(page, "Other").getByLabel("Kind").locator(":checked")).toHaveText("Day");
  await expect(field(page, "Cause")).toHaveCount(0);
  await file(page).getByRole("button", { name: "Undo" }).click();
  await expect(field(page, "Cause")).toHaveCount(1);
});

test("of a new field only what was typed or left is said, and no column is taken that is ours", async ({
  page,
}) => {
  await connect(page);
  await manage(page);
  await add(page).click();
  await field(page, "New field").getByLabel("Label").pressSequentially("Co");
  const row = field(page, "Co");
  await expect(row).toBeVisible();
  await expect(fields(page).getByRole("alert")).toHaveCount(0);
  await row.getByLabel("Column").fill("correlation_id");
  await expect(row).toContainText("fills in this column itself");
  expect(await kept(page)).toEqual([]);
});

test("what another tab changes is neither overwritten nor in the way of what is being typed", async ({
  page,
  context,
}) => {
  await connect(page);
  await manage(page);
  const row = await addField(page, { label: "Cause of it", column: "cause" });
  await row.getByLabel("Value at the beginning (optional)").fill("Score");
  await add(page).click();
  await field(page, "New field").getByLabel("Label").fill("Half");
  const other = await context.newPage();
  await other.goto("./");
  await other.evaluate(() => {
    const key = Object.keys(localStorage).find((key) => key.startsWith("snowline.configuration."));
    const set = JSON.parse(localStorage.getItem(key));
    set.fields.incident[0].label = "Reason";
    set.fields.incident.push({ column: "u_more", label: "More", type: "text" });
    localStorage.setItem(key, JSON.stringify(set));
  });
  await field(page, "Reason").getByLabel("Value at the beginning (optional)").fill("Other");
  await expect(field(page, "More").getByLabel("Column")).toHaveValue("u_more");
  await expect(field(page, "Half").getByLabel("Label")).toHaveValue("Half");
  await expect
    .poll(async () => (await kept(page)).map((one) => [one.label, one.value]))
    .toEqual([["Reason", "Other"], ["More", undefined]]);
});

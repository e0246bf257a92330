// The page that says which data goes where, held against what does go there.

import { expect, test } from "../support/index.js";
import { connect, fill, incidentCard, numberOf, sendButton, theDialog } from "../support/steps.js";

/** The first cells of the table below a heading. */
async function names(page, heading) {
  const region = page.getByRole("region", { name: heading });
  return region.getByRole("rowheader").allInnerTexts();
}

test("Data sent with a ticket: the columns on the page are those that are sent", async ({ page }) => {
  const bodies = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().includes("/api/now/table/incident")) {
      bodies.push(JSON.parse(request.postData()));
    }
  });
  await connect(page);
  await incidentCard(page).getByRole("button", { name: "Create a ticket" }).click();
  const dialog = await theDialog(page);
  // The instance's dictionary says that an incident must have a caller.
  await expect(dialog.getByRole("combobox", { name: "Caller" })).not.toHaveValue("");
  await fill(dialog, { name: "Look", description: "What goes where", priority: "4 - Low" });
  await sendButton(dialog).click();
  await numberOf(dialog);
  await page.keyboard.press("Escape");
  await page.goto("./#/ticketProvisioning");
  await page.getByRole("link", { name: "Which data goes where" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Data exchange");
  const said = await names(page, "Sent with a ticket");
  expect(bodies).toHaveLength(1);
  // A group is sent only where one is chosen; the fields of the instance's own are in the form.
  expect(Object.keys(bodies[0]).filter((column) => !said.includes(column))).toEqual(["caller_id"]);
  expect(Object.keys(bodies[0]).sort()).toEqual(
    [
      "caller_id",
      "correlation_display",
      "correlation_id",
      "description",
      "due_date",
      "impact",
      "short_description",
      "urgency",
    ],
  );
  for (const line of ["Recommendation source", "Initiated by"]) {
    expect(said).toContain(line);
    expect(bodies[0].description).toContain(`\n${line}: `);
  }
});

test("the addresses and the keys on the page are those that are there", async ({ page, instance, baseURL }) => {
  await page.goto("./#/data");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Data exchange");
  const nobodyYet = "your ServiceNow instance (not connected yet)";
  expect(await names(page, "Who is talked to")).toEqual([new URL(baseURL).origin, nobodyYet]);
  await connect(page);
  await page.goto("./#/data");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Data exchange");
  expect(await names(page, "Who is talked to")).toEqual([new URL(baseURL).origin, instance.url]);
  const kept = page.getByRole("region", { name: "Kept in this browser" });
  const now = kept.getByRole("row").filter({ hasText: "there now" });
  await expect(now.filter({ hasText: "snowline.connection" }).first()).toBeVisible();
  const said = await now.getByRole("rowheader").allInnerTexts();
  const there = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
  expect(there.filter((key) => !said.some((name) => key.startsWith(name)))).toEqual([]);
});

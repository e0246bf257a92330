// A run of many improvement actions that stops, by itself or by the person, and goes on.

import { readFileSync } from "node:fs";
import { expect, test } from "../support/index.js";
import {
  CHANGES,
  done,
  noteTickets,
  press,
  selectFirst,
  selected,
  send,
  shareSelected,
  tickets,
} from "../support/bulk.js";
import { changeCard, connect, fill } from "../support/steps.js";

test.beforeEach(async ({ instance }) => noteTickets(instance));

test("a run is stopped, found again after a reload with its results, and goes on", async ({
  page,
  instance,
}) => {
  await page.clock.install();
  await connect(page);
  const titles = await selectFirst(page, 9);
  await shareSelected(page).click();
  await fill(page, { priority: "3 - Moderate" });
  // The first three are there soon; there is time to stop while others are under way.
  await instance.fault({ match: `POST ${CHANGES}`, kind: "latency", ms: 1, times: 3 });
  await instance.fault({ match: `POST ${CHANGES}`, kind: "latency", ms: 3000, times: 100 });
  await send(page).click();
  await expect(page.locator(".share-table").getByText("Created").first()).toBeVisible();
  await press(page, "Stop").click();
  await expect(page.getByText(/^Stopped\. \d are still to be sent/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Progress" })).toBeFocused();
  const made = (await tickets(instance)).length;
  expect(made).toBeGreaterThan(0);
  expect(made).toBeLessThan(9);
  await expect(page.locator(".share-table").getByText("Created")).toHaveCount(made);

  await test.step("a reload in the middle of it", async () => {
    await press(page, "Go on").click();
    await expect(page.locator(".share-table").getByText("Sending…").first()).toBeVisible();
    await expect(page.getByRole("heading", { name: "Progress" })).toBeFocused();
    await page.reload();
    await page.getByRole("button", { name: "Sign in to ServiceNow" }).first().click();
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    await expect(page.getByText(/^Stopped\. \d (is|are) still to be sent/)).toBeVisible();
    await expect(page.getByLabel("Priority", { exact: true })).toHaveValue("moderate");
  });
  await instance.clearFaults();
  await press(page, "Go on").click();
  // What was cut off by the reload is looked up for five minutes before it is sent again.
  while (!(await done(page, 9).isVisible())) await page.clock.runFor(10_000);
  const records = await tickets(instance);
  expect(records.map((record) => record.short_description).sort()).toEqual([...titles].sort());
  await expect(page.getByText(/^9 new tickets$/)).toBeVisible();
});

test("leaving the page stops the run, and it is found as it was", async ({ page, instance }) => {
  await connect(page);
  await selectFirst(page, 8);
  await shareSelected(page).click();
  await fill(page, { priority: "3 - Moderate" });
  // The first three are there soon; there is time to leave while the next three are under way.
  await instance.fault({ match: `POST ${CHANGES}`, kind: "latency", ms: 1, times: 3 });
  await instance.fault({ match: `POST ${CHANGES}`, kind: "latency", ms: 8000, times: 3 });
  await send(page).click();
  await expect(page.locator(".share-table").getByText("Created").first()).toBeVisible();
  await page.getByRole("link", { name: "Home", exact: true }).click();
  await expect(changeCard(page)).toBeVisible();
  await page.goBack();
  await expect(page.getByText(/^Stopped\. \d (is|are) still to be sent/)).toBeVisible();
  expect((await tickets(instance)).length).toBeLessThan(8);
  await press(page, "Go on").click();
  await expect(done(page, 8)).toBeVisible();
  expect(await tickets(instance)).toHaveLength(8);
});

test("what concerns all rows pauses the run with the reason, and it goes on", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/status of 403/);
  await connect(page);
  await selectFirst(page, 6);
  await shareSelected(page).click();
  await fill(page, { priority: "3 - Moderate" });
  await instance.fault({
    match: `POST ${CHANGES}`,
    kind: "status",
    status: 403,
    body: { error: { message: "Operation Failed", detail: "ACL Exception" }, status: "failure" },
    times: 100,
  });
  await send(page).click();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("ServiceNow does not allow this.");
  await expect(page.locator(".share-table").getByText("Not sent").first()).toBeVisible();
  expect(await tickets(instance)).toHaveLength(0);
  await instance.clearFaults();
  await alert.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("heading", { name: "Progress" })).toBeFocused();
  await expect(done(page, 6)).toBeVisible();
  await expect(alert).toHaveCount(0);
  expect(await tickets(instance)).toHaveLength(6);
});

test("a field that one action is refused for want of is asked for, and the failed are tried again", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/status of 403/);
  await connect(page);
  await selectFirst(page, 4);
  await shareSelected(page).click();
  await fill(page, { priority: "3 - Moderate" });
  const detail = "Data Policy Exception: The following fields are mandatory: Assignment group";
  await instance.fault({
    match: `POST ${CHANGES}`,
    kind: "status",
    status: 403,
    body: { error: { message: "Operation Failed", detail }, status: "failure" },
  });
  await send(page).click();
  await expect(done(page, 4)).toBeVisible();
  await expect(page.getByText("3 new tickets · 1 not sent", { exact: true })).toBeVisible();
  await expect(page.getByText("did not take the ticket without this field")).toBeVisible();
  await press(page, "Try the failed again").click();
  await expect(page.getByText("4 new tickets", { exact: true })).toBeVisible();
  expect(await tickets(instance)).toHaveLength(4);
});

const refusal = (times) => ({
  match: `POST ${CHANGES}`,
  kind: "status",
  status: 403,
  body: { error: { message: "Operation Failed", detail: "ACL Exception" }, status: "failure" },
  times,
});

test("a failed action can be taken out, and is not sent then", async ({ page, instance, guard }) => {
  guard.expects(/status of 403/);
  await connect(page);
  const titles = await selectFirst(page, 3);
  await shareSelected(page).click();
  await fill(page, { priority: "3 - Moderate" });
  await instance.fault(refusal(2));
  await send(page).click();
  await expect(page.getByText("1 new ticket · 2 not sent", { exact: true })).toBeVisible();
  const failed = page.getByRole("row").filter({ hasText: "Not sent" });
  await failed.first().getByRole("button", { name: /^Take out/ }).click();
  await expect(done(page, 2)).toBeVisible();
  await press(page, "Try the failed again").click();
  await expect(page.getByText("2 new tickets", { exact: true })).toBeVisible();
  const made = (await tickets(instance)).map((record) => record.short_description);
  expect(made).toHaveLength(2);
  expect(titles).toEqual(expect.arrayContaining(made));
});

test("being done with a run that has left some leaves those selected", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/status of 403/);
  await connect(page);
  await selectFirst(page, 3);
  await shareSelected(page).click();
  await fill(page, { priority: "3 - Moderate" });
  await instance.fault(refusal(2));
  await send(page).click();
  await expect(page.getByText("1 new ticket · 2 not sent", { exact: true })).toBeVisible();
  await expect(press(page, "Try the failed again")).toHaveClass(/primary/);
  await expect(press(page, "Done")).not.toHaveClass(/primary/);
  await press(page, "Done").click();
  await expect(selected(page, 2)).toBeVisible();
  await shareSelected(page).click();
  await expect(page.getByRole("button", { name: "Send 2 actions to ServiceNow" })).toBeVisible();
});

test("who is signed out signs in where the failed would be tried again, and the file has its links", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/status of 403/);
  await connect(page);
  await selectFirst(page, 2);
  await shareSelected(page).click();
  await fill(page, { priority: "3 - Moderate" });
  await instance.fault(refusal(1));
  await send(page).click();
  await expect(page.getByText("1 new ticket · 1 not sent", { exact: true })).toBeVisible();
  await page.reload();
  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress.getByRole("button", { name: "Sign in to ServiceNow" })).toBeVisible();
  await expect(press(page, "Try the failed again")).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    press(page, "Results as CSV").click(),
  ]);
  const [{ sys_id }] = await tickets(instance);
  const file = readFileSync(await download.path(), "utf8");
  expect(file).toContain(`${instance.url}/nav_to.do?uri=`);
  expect(file).toContain(sys_id);
});

test("a run goes with its connection, also in the other tabs", async ({ page, context }) => {
  await connect(page);
  await selectFirst(page, 2);
  await shareSelected(page).click();
  await fill(page, { priority: "3 - Moderate" });
  // Where nobody has connected yet, a new form waits for that.
  const kept = () =>
    page.evaluate(() => {
      const keys = Object.keys(sessionStorage);
      return keys.filter((key) => /^snowline\.(share\..* .|typed|checked)/.test(key));
    });
  await expect.poll(kept).not.toEqual([]);
  const other = await context.newPage();
  await other.goto("./#/ticketProvisioning");
  await other.getByRole("button", { name: "Remove the connection" }).click();
  const dialog = other.getByRole("dialog", { name: "Remove the connection?" });
  await dialog.getByRole("button", { name: "Remove the connection" }).click();
  await expect(other.getByText("The connection was removed.")).toBeVisible();
  await expect.poll(kept).toEqual([]);
});

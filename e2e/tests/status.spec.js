// The connection's status: on the portal's pages, and in ServiceNow.

import { expect, test } from "../support/index.js";
import { connect } from "../support/steps.js";

const status = (page) => page.getByRole("region", { name: "Connection status" });

test("Connection status: it says as whom, until when, when it last answered and how many calls it lets through", async ({
  page,
  instance,
}) => {
  await connect(page);
  await expect(page.getByText(/as integration\.user · since .+ · until .+ · last call .+/)).toBeVisible();
  const link = page.getByRole("link", { name: "Connection", exact: true });
  await link.click();
  for (const part of ["Signed in until", "Last successful call", "The instance names no limit."]) {
    await expect(status(page)).toContainText(part);
  }
  await instance.api("POST", "table/sys_rate_limit_rules", {
    body: { name: "All", type: "all", request_limit: "1000", active: "true" },
  });
  await instance.advance(31);
  await page.goto("./#/tickets/incident");
  await expect(page.getByRole("table")).toBeVisible();
  await link.click();
  await expect(status(page)).toContainText("At most 1,000 an hour; counted anew from");
});

test("Connection status: in ServiceNow the connector’s page knows the portal, the user and the last contact", async ({
  page,
  browser,
  instance,
  baseURL,
  guard,
}) => {
  guard.expects(/status of 401/);
  await connect(page);
  const check = async () => {
    await page.getByRole("link", { name: "Connection", exact: true }).click();
    await page.getByRole("button", { name: /^Check (the setup|again)$/ }).click();
    await expect(page.getByText("7 of 7 steps passed")).toBeVisible();
  };
  const rows = () => instance.recordsOfAdmin("x_mioms_m365ticket_connection", "");
  await check();
  await expect.poll(rows).toMatchObject([{ portal: baseURL, user_name: "integration.user" }]);
  const [first] = await rows();
  // Another visit, later: the same record.
  await instance.advance(60);
  await page.reload();
  await page.getByRole("button", { name: "Sign in again" }).click();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await check();
  await expect.poll(async () => (await rows())[0].last_contact).not.toBe(first.last_contact);
  expect(await rows()).toHaveLength(1);

  // Somebody else's browser.
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(`${instance.url}/x_mioms_m365ticket_connector.do`);
  await tab.getByLabel("User name").fill("admin");
  await tab.getByLabel("Password").fill("snowline");
  await tab.getByRole("button", { name: "Log in" }).click();
  await expect(tab.getByRole("row").filter({ hasText: baseURL })).toContainText("integration.user");
  await context.close();
});

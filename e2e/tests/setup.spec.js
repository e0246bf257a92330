// The setup page says of each setting whether it is made, as far as a browser can know.

import { CLIENT_ID, expect, test } from "../support/index.js";
import { authorize, signIn } from "../support/steps.js";

test.describe("the setup checks itself", () => {
  /** What was found, by the name of the check. */
  const found = (page, check) => page.getByRole("listitem").filter({
    has: page.getByText(check, { exact: true }),
  }).last();
  const check = (page) => page.getByRole("button", { name: /^Check (the setup|again)$/ }).click();
  const passed = (page, count) =>
    expect(page.getByText(`${count} of 5 checks passed`)).toBeVisible();

  test.describe("on a bare instance", () => {
    test.use({ instanceOptions: ["--bare"] });

    test("and says what is missing, setting by setting", async ({ page, instance, baseURL, guard }) => {
      guard.expects(/blocked by CORS policy/, /net::ERR_FAILED/, /status of 401/);
      const origin = new URL(baseURL).origin;
      const make = (table, body) => instance.api("POST", `table/${table}`, { body });
      await page.goto("./#/ticketProvisioning");
      await check(page);
      await passed(page, 0);
      await expect(found(page, "The instance answers")).toContainText("cannot tell yet");
      await expect(found(page, "OAuth entity")).toContainText("once the token endpoint answers");
      const token = found(page, "Access to the token endpoint");
      await expect(token).toContainText("needs action");
      await expect(token).toContainText(`Set the property below to ${origin}`);
      const rules = found(page, "Access to the REST APIs");
      await expect(rules).toContainText("Hidden from this page: Table API, Aggregate API, Batch API");

      await make("sys_properties", { name: "glide.oauth.cors.allowed.origin", value: origin });
      await check(page);
      await passed(page, 2);
      await expect(token).toContainText("passed");
      const entity = found(page, "OAuth entity");
      await expect(entity).toContainText("The instance does not take this client ID");

      await make("oauth_entity", {
        name: "Snowline",
        client_id: CLIENT_ID,
        public_client: "true",
        redirect_url: baseURL,
      });
      for (const api of await instance.recordsOfAdmin("sys_ws_definition", "")) {
        await make("sys_cors_rule", {
          name: api.name,
          rest_api: api.sys_id,
          domain: origin,
          get: "true",
          post: String(api.name !== "Batch API"),
          access_control_allow_headers: "Authorization, Content-Type, Accept",
        });
      }
      await check(page);
      await passed(page, 3);
      await expect(entity).toContainText("knows the client ID");
      await expect(rules).toContainText("Hidden from this page: Batch API");
    });
  });

  test("and knows what the signed-in user may read", async ({ page, guard }) => {
    guard.expects(/status of 401/);
    const user = found(page, "Rights of the integration user");
    await page.goto("./#/ticketProvisioning");
    await check(page);
    await passed(page, 4);
    await expect(user).toContainText("only after signing in");
    await authorize(page, "abel.tuter");
    await page.getByRole("link", { name: "Connection", exact: true }).click();
    await check(page);
    await passed(page, 4);
    await expect(user).toContainText("There are tickets that abel.tuter may not read");
    await page.goto("./#/ticketProvisioning");
    await page.getByRole("button", { name: "Authorize", exact: true }).click();
    await page.getByRole("link", { name: "Not you?" }).click();
    await signIn(page);
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    await page.getByRole("link", { name: "Connection", exact: true }).click();
    await check(page);
    await passed(page, 5);
    await expect(user).toContainText("integration.user may read changes and incidents");
  });

  test("and says when nobody is there", async ({ page, guard }) => {
    // The portal's own policy does not let the page ask there.
    guard.expects(/Content Security Policy/, /policy: connect-src/);
    await page.goto("./#/ticketProvisioning");
    await page.getByLabel("Instance URL").fill("http://localhost:9");
    await check(page);
    await passed(page, 0);
    await expect(found(page, "The instance answers")).toContainText("Nothing answers at localhost:9");
  });
});

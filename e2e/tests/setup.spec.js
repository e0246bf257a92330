// The setup page says of each setting whether it is made, as far as a browser can know.

import { CLIENT_ID, MADE_HERE, expect, test } from "../support/index.js";
import { authorize, connect, signIn } from "../support/steps.js";

test.describe("the setup checks itself", () => {
  /** A step of the checklist, by its title. */
  const step = (page, title) =>
    page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3, name: title }) });
  const check = (page) => page.getByRole("button", { name: /^Check (the setup|again)$/ }).first().click();
  const passed = (page, count) =>
    expect(page.getByText(`${count} of 7 steps passed`)).toBeVisible();

  test.describe("on a bare instance", () => {
    test.use({ instanceOptions: ["--bare"] });

    test("Every setup step is checked live: each says what is missing, until all is there", async ({ page, instance, baseURL, guard }) => {
      guard.expects(/blocked by CORS policy/, /net::ERR_FAILED/, /status of 401/);
      const origin = new URL(baseURL).origin;
      const make = (table, body) => instance.api("POST", `table/${table}`, { body });
      await page.goto("./#/ticketProvisioning");
      await check(page);
      await passed(page, 0);
      await expect(step(page, "The instance answers")).toContainText("cannot tell yet");
      const entity = step(page, "OAuth entity");
      await expect(entity).toContainText("once the token endpoint answers");
      const token = step(page, "CORS for the token endpoint");
      await expect(token).toContainText("needs action");
      await expect(token).toContainText(`Set the property below to ${origin}`);
      const rules = step(page, "CORS rules for the REST APIs");
      for (const api of ["Table API", "Aggregate API", "Batch API"]) {
        await expect(rules).toContainText(`${api}: hidden from this page`);
      }
      await expect(step(page, "Authorize")).toContainText("Do the steps above first");
      await page.getByRole("button", { name: "Authorize", exact: true }).click();
      const held = page.getByRole("group", { name: "The last check found what the connection will fail by:" });
      await expect(held).toBeFocused();
      await expect(held.getByRole("listitem")).toHaveCount(4);
      await expect(held.getByRole("button", { name: "Authorize anyway" })).toBeVisible();

      await make("sys_properties", { name: "glide.oauth.cors.allowed.origin", value: origin });
      await check(page);
      await passed(page, 2);
      await expect(token).toContainText("passed");
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
          patch: "true",
          post: String(api.name !== "Batch API"),
          access_control_allow_headers: "Authorization, Content-Type, Accept",
        });
      }
      await check(page);
      await passed(page, 3);
      await expect(entity).toContainText("knows the client ID");
      await expect(rules).toContainText("Table API: answers this page");
      await expect(rules).toContainText("Batch API: hidden from this page. It needs a rule with this page’s domain, the method POST and");
      await expect(held.getByRole("listitem")).toHaveCount(1);
      const formOf = (scope, name) => scope.getByText(name, { exact: true }).locator("..");
      await expect(formOf(rules, "Rule for the Batch API")).toHaveAttribute("open");
      await expect(formOf(rules, "Rule for the Table API")).not.toHaveAttribute("open");

      // What was found is of the values that it was found of.
      const former = page.getByText("What was found was of other values.");
      await page.getByLabel("Client ID").fill("0123456789abcdef0123456789abcdef");
      await expect(former).toBeVisible();
      await expect(held).toHaveCount(0);
      await expect(entity).not.toContainText("knows the client ID");
      await page.getByLabel("Client ID").fill(CLIENT_ID);
      await passed(page, 3);
      await page.getByLabel("In a window of its own").check();
      await expect(former).toBeVisible();
      await page.getByLabel("In this window").check();
      await passed(page, 3);

      // Nor is it lost on the way to ServiceNow and back.
      await page.getByRole("button", { name: "Authorize", exact: true }).click();
      await held.getByRole("button", { name: "Authorize anyway" }).click();
      await expect(page.getByLabel("User name")).toBeVisible();
      await page.goBack();
      await passed(page, 2);
      await expect(entity).toContainText("The last sign-in did not come back to this page.");
    });
  });

  test("and knows who is signed in, and what that user may do", async ({ page, guard, instance }) => {
    guard.expects(/status of 401/);
    const user = step(page, "Integration user");
    const rights = step(page, "Rights to read and make tickets");
    const again = async () => {
      await page.getByRole("link", { name: "Connection", exact: true }).click();
      await check(page);
    };
    const authorizeAs = async (name) => {
      await page.goto("./#/ticketProvisioning");
      await page.getByRole("button", { name: "Authorize", exact: true }).click();
      await page.getByRole("link", { name: "Not you?" }).click();
      await signIn(page, name);
      await page.getByRole("button", { name: "Allow", exact: true }).click();
    };
    await page.goto("./#/ticketProvisioning");
    await page.getByLabel("Integration user (optional)").fill("integration.user");
    await check(page);
    await passed(page, 3);
    await expect(user).toContainText("Who it is shows after signing in");
    await expect(step(page, "Authorize")).toContainText("press Authorize below");
    await authorize(page, "abel.tuter");
    await again();
    await passed(page, 5);
    await expect(user).toContainText("Signed in as abel.tuter, not as integration.user");
    await expect(user).toContainText("choose “Not you?”");
    await expect(rights).toContainText("incident: there are records that abel.tuter may not read");
    await authorizeAs("admin");
    await again();
    await passed(page, 6);
    await expect(step(page, "The instance answers")).toContainText("Release: Australia");
    await expect(rights).toContainText("No record is made for a check");
    await page.getByLabel("Integration user (optional)").fill("admin");
    await check(page);
    await expect(user).toContainText("Use a user of its own with the roles below");
    await page.getByLabel("Integration user (optional)").fill("");
    await authorizeAs("integration.user");
    await again();
    await passed(page, 7);
    await expect(user).toContainText("Signed in as integration.user");
    await expect(rights).toContainText("change_request: integration.user may read the records");
    const made = { short_description: "x", correlation_display: MADE_HERE };
    const { number } = await instance.api("POST", "table/incident", { user: "integration.user", body: made });
    await check(page);
    await expect(rights).toContainText(`incident: integration.user has made ${number} from here`);
  });

  test("and says that the answer’s headers are not exposed", async ({ page, guard, instance }) => {
    guard.expects(/status of 401/);
    for (const { sys_id } of await instance.recordsOfAdmin("sys_cors_rule", "")) {
      await instance.api("PATCH", `table/sys_cors_rule/${sys_id}`, { body: { exposed_headers: "" } });
    }
    await connect(page);
    await page.getByRole("link", { name: "Connection", exact: true }).click();
    await check(page);
    await expect(step(page, "CORS rules for the REST APIs")).toContainText("X-Total-Count is hidden");
  });

  test("and says when the sign-in came back to another page", async ({ page, guard, instance, baseURL }) => {
    guard.expects(/status of 401/);
    await instance.registerRedirect(`${baseURL}index.html`);
    await page.goto("./#/ticketProvisioning");
    await page.getByRole("button", { name: "Authorize", exact: true }).click();
    await signIn(page);
    await page.getByRole("button", { name: "Allow", exact: true }).click();
    await expect(page.getByText("There is no sign-in to finish here.")).toBeVisible();
    await page.goto("./#/ticketProvisioning");
    await check(page);
    await expect(step(page, "OAuth entity")).toContainText(`none of the entity’s redirect URLs is exactly ${baseURL}`);
  });

  test("and looks again when one comes back to the tab, until all is well", async ({ page, guard, instance, baseURL }) => {
    guard.expects(/blocked by CORS policy/, /net::ERR_FAILED/, /status of 401/);
    const property = "name=glide.oauth.cors.allowed.origin";
    const [{ sys_id }] = await instance.recordsOfAdmin("sys_properties", property);
    const set = (value) => instance.api("PATCH", `table/sys_properties/${sys_id}`, { body: { value } });
    await set("");
    await page.goto("./#/ticketProvisioning");
    await check(page);
    const token = step(page, "CORS for the token endpoint");
    await expect(token).toContainText("needs action");
    await set(new URL(baseURL).origin);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await expect(token).toContainText("passed");
  });

  test("and says when the portal does not let the page ask there", async ({ page, guard }) => {
    // The portal's own policy does not let the page ask there.
    guard.expects(/Content Security Policy/, /policy: connect-src/);
    await page.goto("./#/ticketProvisioning");
    await page.getByLabel("Instance URL").fill("http://localhost:9");
    await check(page);
    await passed(page, 0);
    await expect(step(page, "The instance answers")).toContainText("add to the policy: connect-src http://localhost:9.");
  });
});

test.describe("the instance’s address", () => {
  const url = (page) => page.getByLabel("Instance URL");
  const authorizeButton = (page) => page.getByRole("button", { name: "Authorize", exact: true });

  test("is proposed where it is clear what was meant", async ({ page }) => {
    await page.goto("./#/ticketProvisioning");
    for (const typed of [
      "acme",
      "acme.service-now.com",
      "http://acme.service-now.com",
      "https://acme.service-now.com/now/nav/ui/home?utm_source=mail",
    ]) {
      await url(page).fill(typed);
      await authorizeButton(page).click();
      await expect(url(page)).toBeFocused();
      await expect(url(page)).toHaveAttribute("aria-invalid", "true");
      await page.getByRole("button", { name: "Use https://acme.service-now.com" }).click();
      await expect(url(page)).toHaveValue("https://acme.service-now.com");
      await expect(url(page)).toBeFocused();
    }
    await url(page).fill("http://localhost:8281/path");
    await authorizeButton(page).click();
    await expect(page.getByRole("button", { name: "Use http://localhost:8281", exact: true })).toBeVisible();
  });

  test("is asked about once more where it only looks like ServiceNow’s", async ({ page, guard }) => {
    guard.expects(/Content Security Policy/, /policy: connect-src/);
    await page.goto("./#/ticketProvisioning");
    await url(page).fill("https://acme.service-now.com.evil.example");
    await authorizeButton(page).click();
    await expect(page.getByText("looks like one of ServiceNow’s addresses")).toBeVisible();
    await expect(page).toHaveURL(/ticketProvisioning/);
    await page.getByRole("button", { name: "https://acme.service-now.com.evil.example is ours" }).click();
    await authorizeButton(page).click();
    await expect(page.getByText("Nobody has checked these values yet.")).toBeVisible();
    await page.getByRole("group").getByRole("button", { name: "Check the setup" }).click();
    await expect(
      page.getByText("keeps it from asking https://acme.service-now.com.evil.example").first(),
    ).toBeVisible();
  });

  test("is refused where it cannot be one, and says why", async ({ page }) => {
    await page.goto("./#/ticketProvisioning");
    for (const [typed, text] of [
      ["https://10.0.0.1", "The instance URL is an IP address."],
      ["https://acmé.service-now.com", "letters other than a to z"],
      ["https://me:secret@acme.service-now.com", "user name"],
      ["two words", "https://"],
    ]) {
      await url(page).fill(typed);
      await authorizeButton(page).click();
      await expect(url(page)).toBeFocused();
      await expect(page.locator("#instance-url-error")).toContainText(text);
      await expect(page.getByRole("button", { name: /^Use / })).toHaveCount(0);
    }
  });
});

// Every page in light and dark, wide and narrow: axe finds nothing, nothing is wider than the
// window, and a picture of each is kept in test-results/.

import { expect, test, words } from "../support/index.js";
import { VARIANTS, lookAt } from "../support/looks.js";
import { ACTION, TENANT, signIn } from "../support/steps.js";

for (const { name, colorScheme, viewport, language, axe = false } of VARIANTS) {
  test.describe(name, () => {
    test.use({ colorScheme, viewport, locale: language });

    test("Dark mode, and light: every page, menu and dialog is accessible and fits", async ({
      page,
      instance,
      guard,
    }, info) => {
      test.slow();
      // The last is what the checks of the setup are for.
      guard.expects(/status of 403/, /status of 401/);
      const word = words(language);
      const text = (key) => page.getByText(word[key], { exact: true });
      const button = (key) => page.getByRole("button", { name: word[key], exact: true });
      const link = (key) => page.getByRole("link", { name: word[key], exact: true });
      const look = (what, options) => lookAt(page, info, what, { axe, ...options });
      const shareButton = page.getByRole("button", {
        name: word["share.of"].replace("{title}", ACTION.title),
      });

      await page.goto("./");
      await expect(text("invitation.title")).toBeVisible();
      await look("home, not connected");

      await link("invitation.connect").click();
      await page.getByLabel(word["setup.instanceUrl"], { exact: true }).fill("http://acme.example");
      await button("setup.authorize.button").click();
      await look("setup with an error");
      await page.getByLabel(word["setup.instanceUrl"], { exact: true }).fill(instance.url);
      await button("setup.authorize.button").click();
      await signIn(page);
      await page.getByRole("button", { name: "Allow", exact: true }).click();
      await expect(page.getByRole("table")).toHaveCount(2);
      await look("home, connected");

      await page.goto("./#/ticketProvisioning");
      await expect(text("status.title")).toBeVisible();
      await look("setup, connected");
      await button("check.button").click();
      await expect(button("check.again")).toBeVisible();
      await look("setup, checked");
      await button("status.remove").click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await look("removing the connection", { within: "dialog" });
      await page.keyboard.press("Escape");

      await text("setup.oneStep").click();
      await button("setup.oneStep.show").click();
      await expect(page.getByRole("region", { name: word["setup.oneStep.script"] })).toBeVisible();
      await look("setup, all in one step");
      await page.goto("./#/data");
      await expect(page.getByRole("table")).toHaveCount(8);
      await look("data exchange");

      await page.goto("./#/configuration");
      await expect(text("configuration.source.forms").first()).toBeVisible();
      await look("configuration");
      await button("configuration.test").click();
      const field = page.getByRole("table").first().getByRole("textbox").first();
      await field.fill("");
      await expect(text("configuration.name.empty")).toBeVisible();
      await page.getByRole("table").last().getByRole("checkbox").last().check();
      await button("configuration.reset.all").last().click();
      await page.getByLabel(word["configuration.import"], { exact: true }).setInputFiles({
        name: "wrong.json",
        mimeType: "application/json",
        buffer: Buffer.from('{"snowline":"configuration","version":1,"states":{"incident":[{}]}}'),
      });
      await expect(page.getByRole("alert").last()).toContainText("states.incident[0].value");
      await page.getByRole("combobox", { name: word["configuration.group"], exact: true }).fill("x");
      await expect(button("configuration.undo")).toBeVisible();
      await button("configuration.fields.add.incident").click();
      await page.getByLabel(word["configuration.fields.column"], { exact: true }).fill("No column");
      await expect(text("configuration.fields.wrong.column")).toBeVisible();
      await look("configuration, changed");

      await page.goto("./#/tickets/change");
      await expect(page.getByRole("table")).toBeVisible();
      await look("tickets");
      await page.getByRole("link", { name: /^CHG/ }).first().click();
      await expect(page.getByRole("region", { name: word["ticketPage.details"] })).toBeVisible();
      await look("ticket");
      const changeState = word["ticketPage.changeField"].replace("{field}", word["ticket.state"]);
      await page.getByRole("button", { name: changeState, exact: true }).click();
      await expect(page.getByLabel(word["ticket.state"], { exact: true })).toBeVisible();
      await look("ticket, its state being changed");

      await page.goto("./#/secure-score");
      await expect(page.getByRole("table")).toBeVisible();
      await expect(page.getByRole("link", { name: /^CHG/ }).first()).toBeVisible();
      await look("secure score");
      await shareButton.click();
      await expect(page.getByRole("menu")).toBeVisible();
      await look("share menu", { within: "[role=menu]" });
      await page.keyboard.press("Escape");

      const boxes = page.locator(".action-table td.select input");
      for (const at of [2, 3, 4]) await boxes.nth(at).check();
      await look("secure score, three selected");
      await button("score.select.share").click();
      await expect(text("share.bulk.new").first()).toBeVisible();
      await look("share");
      const submit = page.locator("form button:not([type])");
      await submit.click();
      await expect(text("field.priority.required")).toBeVisible();
      await look("share with an error");
      await page.getByLabel(word["task.priority"], { exact: true }).selectOption("high");
      await instance.fault({
        match: "POST /api/now/table/change_request",
        kind: "status",
        status: 403,
      });
      await submit.click();
      await expect(button("share.bulk.again")).toBeVisible();
      await look("share, one refused");
      await button("share.bulk.finish").click();
      await expect(boxes.first()).toBeVisible();

      await page.goto(`./#/secure-score/${ACTION.id}`);
      await expect(text("score.ticket.noneYet")).toBeVisible();
      await look("action");
      await shareButton.click();
      await page.getByRole("menuitem", { name: "ServiceNow" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await look("task", { within: "dialog" });
      await button("task.send").click();
      await expect(text("field.priority.required")).toBeVisible();
      await look("task with an error", { within: "dialog" });
      await page.getByLabel(word["task.priority"], { exact: true }).selectOption("high");
      await instance.fault({
        match: "POST /api/now/table/change_request",
        kind: "status",
        status: 403,
      });
      await button("task.send").click();
      await expect(page.getByRole("alert")).toBeVisible();
      await look("task that was refused", { within: "dialog" });
      await button("task.send").click();
      await expect(text("task.sent.title")).toBeVisible();
      await look("task that was sent", { within: "dialog" });
      await button("action.close").click();
      await look("action with a ticket");

      await page.goto("./#/nowhere");
      await expect(page.getByRole("heading", { name: word["notFound.title"] })).toBeVisible();
      await look("page not found");
      expect(await instance.records("change_request", `correlation_idSTARTSWITHsnowline/${TENANT}/${ACTION.id}`)).toHaveLength(1);
    });

    test("another user than the expected one, and a connection that was removed", async ({
      page,
      instance,
      guard,
    }, info) => {
      guard.expects(/status of 401/);
      const word = words(language);
      const button = (key) => page.getByRole("button", { name: word[key], exact: true });
      const look = (what) => lookAt(page, info, what, { axe });
      await page.goto("./#/ticketProvisioning");
      await page.getByLabel(word["setup.userName"], { exact: true }).fill("snowline.integration");
      await button("setup.authorize.button").click();
      await signIn(page);
      await page.getByRole("button", { name: "Allow", exact: true }).click();
      await expect(page.getByRole("table")).toHaveCount(2);
      await expect(page.getByRole("status").getByRole("button")).toHaveCount(2);
      await look("home, another user");
      await page.goto("./#/ticketProvisioning");
      await button("status.remove").click();
      await page.getByRole("dialog").getByRole("button").last().click();
      const revoked = word["remove.revoked"].replace("{host}", instance.host);
      await expect(page.getByText(revoked)).toBeVisible();
      await look("connection removed");
    });
  });
}

// The Secure Score pages with what Microsoft Graph alone brings, as looks.spec.js has the others.

import { TENANT, mount, tokenOf, withGraph } from "../support/graph.js";
import { expect, test, words } from "../support/index.js";
import { VARIANTS, lookAt } from "../support/looks.js";

const MISSED = "AdminMFAV2";
const programs = withGraph("--graph-patch", "works");

for (const { name, colorScheme, viewport, language, axe = false } of VARIANTS) {
  test.describe(name, () => {
    test.use({ colorScheme, viewport, locale: language, ...programs });

    test("reports, tickets, history and status are accessible and fit", async ({
      page,
      instance,
      graph,
    }, info) => {
      test.slow();
      const word = words(language);
      const region = (key) => page.getByRole("region", { name: word[key], exact: true });
      const look = (what) => lookAt(page, info, what, { axe });
      const make = (table, id, fields) =>
        instance.api("POST", `table/${table}`, {
          body: { correlation_id: `snowline/${TENANT}/${id}`, short_description: id, ...fields },
        });
      const closed = { state: "7", close_code: "Solution provided", close_notes: "Done." };
      await make("incident", MISSED, closed);
      await instance.advance(2 * 60 * 60);
      await make("incident", `${MISSED}~2`, closed);
      await instance.advance(4 * 24 * 60 * 60);
      await page.clock.setFixedTime(Date.now() + 4.2 * 24 * 60 * 60 * 1000);
      const headers = { Authorization: `Bearer ${await tokenOf(graph)}` };
      const scores = await fetch(`${graph}/v1.0/security/secureScores?$top=1`, { headers });
      const { controlScores } = (await scores.json()).value[0];
      const gained = controlScores.find((score) => score.scoreInPercentage === 100);
      await make("change_request", gained.controlName, { due_date: "2027-03-01 12:00:00" });
      await make("incident", controlScores[4].controlName, { due_date: "2026-01-01 12:00:00" });
      const waits = controlScores.filter((score) => score.score === 0)[2].controlName;
      await make("incident", waits, closed);

      await page.exposeFunction("graphToken", () => tokenOf(graph));
      const options = { graphUrl: graph, getGraphToken: { call: "graphToken" }, writeBack: true };
      const open = (route) => mount(page, instance, { ...options, language, route });
      await open("/secure-score");
      await expect(region("score.reports").getByRole("link")).toHaveCount(2);
      await look("reports");
      await region("score.reports").getByRole("link").first().click();
      await expect(region("score.reports").locator("[aria-current]")).toBeVisible();
      await look("a report");

      await open(`/secure-score/${MISSED}`);
      await expect(region("score.pointsHistory")).toBeVisible();
      await expect(region("score.tickets").getByRole("listitem")).toHaveCount(1);
      await expect(region("score.decide")).toBeVisible();
      await look("action with its tickets");
      await region("score.decide").getByRole("combobox").selectOption("riskAccepted");
      await region("score.decide").locator("button[type=submit]").click();
      await expect(region("score.decide")).toContainText(word["score.decide.done"]);
      await look("action whose status was changed");
    });
  });
}

// What the home page costs an instance, however much there is on it.

import { expect, test } from "../support/index.js";
import { connect, incidentCard } from "../support/steps.js";

/** What the instance is asked for the home page, preflights included. */
const REQUESTS = ["OPTIONS /api/now/v1/batch", "POST /api/now/v1/batch"];
/** The most that it may answer in all, in bytes of bodies before they are compressed. */
const MOST_BYTES = 30 * 1024;

for (const tickets of [10, 10_000]) {
  test.describe(`with ${tickets} tickets`, () => {
    test.use({ instanceOptions: ["--tickets", `${tickets}`] });

    test("the home page costs the instance little", async ({ page, instance }) => {
      const bodies = [];
      page.on("response", (response) => {
        const { origin, pathname } = new URL(response.url());
        if (origin === instance.url && pathname.startsWith("/api/")) bodies.push(response.body());
      });
      await connect(page);
      await expect(incidentCard(page).getByRole("table")).toBeVisible();
      const { requests } = await instance.control("GET", "requests");
      const asked = requests.map(({ method, path }) => `${method} ${path}`);
      const since = asked.slice(asked.lastIndexOf("POST /oauth_token.do") + 1);
      // Who has signed in is asked once a sign-in, whatever page follows.
      const ofCards = since.filter((request) => !request.endsWith("/table/sys_user"));
      expect(since.length - ofCards.length).toBeLessThanOrEqual(2);
      expect(ofCards).toEqual(REQUESTS);
      const sizes = (await Promise.all(bodies)).map((body) => body.length);
      const bytes = sizes.reduce((sum, size) => sum + size, 0);
      expect(bytes).toBeLessThan(MOST_BYTES);
    });
  });
}

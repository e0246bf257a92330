// What the home page costs an instance, however much there is on it.

import { expect, test } from "../support/index.js";
import { changeCard, connect, incidentCard } from "../support/steps.js";

/** So many requests may be made for it, preflights included. */
const MOST_REQUESTS = 3;
/** The most that it may answer in all, in bytes of bodies before they are compressed. */
const MOST_BYTES = 30 * 1024;
/** How many tickets there are; `SNOWLINE_TICKETS=1000000` adds a number. */
const SIZES = [10, 10_000];
if (process.env.SNOWLINE_TICKETS) SIZES.push(Number(process.env.SNOWLINE_TICKETS));

/** Collects what the instance's API answers; gives how many bytes that were so far. */
function measure(page, instance) {
  const bodies = [];
  page.on("response", (response) => {
    const { origin, pathname } = new URL(response.url());
    if (origin === instance.url && pathname.startsWith("/api/")) bodies.push(response.body());
  });
  return async () => {
    const sizes = (await Promise.all(bodies)).map((body) => body.length);
    return sizes.reduce((sum, size) => sum + size, 0);
  };
}

/** All that the instance was asked so far, by anybody. */
async function asked(instance) {
  const { requests } = await instance.control("GET", "requests");
  return requests.map(({ method, path }) => `${method} ${path}`);
}

/** The home page with all that it shows: both cards, and who is signed in. */
async function expectWhole(page) {
  for (const card of [changeCard(page), incidentCard(page)]) {
    await expect(card.getByRole("table")).toBeVisible();
  }
  await expect(page.getByText("as integration.user")).toBeVisible();
  await page.waitForLoadState("networkidle");
}

/** Makes a sign-in last over a reload. */
async function keepTokens(page) {
  await page.addInitScript(() => {
    const fetch = window.fetch;
    window.fetch = async (url, ...rest) => {
      const answer = await fetch.call(window, url, ...rest);
      if (url !== "config.json") return answer;
      return Response.json({ ...(await answer.json()), tokenStorage: "session" });
    };
  });
}

for (const tickets of SIZES) {
  test.describe(`with ${tickets} tickets`, () => {
    test.use({ instanceOptions: ["--tickets", `${tickets}`] });
    // Filling the database takes its time.
    if (tickets > 100_000) test.setTimeout(600_000);

    test("the home page costs the instance little, after a sign-in and after a reload", async ({
      page,
      instance,
    }) => {
      await keepTokens(page);
      const bytes = measure(page, instance);
      await connect(page);
      await expectWhole(page);
      const all = await asked(instance);
      // Once signed in: with the token.
      const signedIn = all.slice(all.lastIndexOf("POST /oauth_token.do") + 1);
      expect(signedIn).toEqual(["OPTIONS /api/now/v1/batch", "POST /api/now/v1/batch"]);
      expect(signedIn.length).toBeLessThanOrEqual(MOST_REQUESTS);
      const first = await bytes();
      expect(first).toBeGreaterThan(0);
      expect(first).toBeLessThan(MOST_BYTES);

      await page.reload();
      await expectWhole(page);
      const reloaded = (await asked(instance)).slice(all.length);
      expect(reloaded).toEqual(signedIn);
      expect((await bytes()) - first).toBeLessThan(MOST_BYTES);
    });
  });
}

test("what the home page does without stays unasked, though all is loaded by then", async ({
  page,
  instance,
}) => {
  await connect(page);
  await expectWhole(page);
  // The dialog brings the score along, and with it what could be looked up.
  await changeCard(page).getByRole("button", { name: "Create a ticket" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.waitForLoadState("networkidle");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  const tables = (await asked(instance)).filter((line) => line.includes("/api/now/table/"));
  expect(tables).toEqual([]);
  await page.getByRole("link", { name: "Secure Score", exact: true }).click();
  await expect
    .poll(async () => (await asked(instance)).filter((line) => line.startsWith("GET /api/now/table/")))
    .not.toEqual([]);
});

test("a closed Batch API is not tried anew with a reload", async ({ page, instance, guard }) => {
  guard.expects(/status of 403/);
  const match = "POST /api/now/v1/batch";
  await instance.fault({ match, kind: "status", status: 403, times: 9 });
  await keepTokens(page);
  await connect(page);
  await expectWhole(page);
  const before = (await asked(instance)).length;
  await page.reload();
  await expectWhole(page);
  const reloaded = (await asked(instance)).slice(before);
  expect(reloaded.filter((line) => line.includes("/batch"))).toEqual([]);
  expect(reloaded.filter((line) => line.startsWith("GET "))).toHaveLength(9);
});

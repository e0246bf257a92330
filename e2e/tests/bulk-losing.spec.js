// Many improvement actions shared on a bad line, or to a slow instance: one ticket each, all the same.

import { MADE_HERE, expect, test } from "../support/index.js";
import {
  CHANGES,
  all,
  done,
  line,
  noteTickets,
  press,
  select,
  selected,
  send,
  shareSelected,
  tickets,
} from "../support/bulk.js";
import { ACTION, TENANT, connect, fill } from "../support/steps.js";

test.beforeEach(async ({ instance }) => noteTickets(instance));

/** An export of a tenant with so many actions. */
function exported(tenant, count) {
  const ids = Array.from({ length: count }, (_, at) => `Action${String(at).padStart(4, "0")}`);
  const categories = ["Identity", "Data", "Apps", "Device", "Infrastructure"];
  const category = (at) => categories[at % categories.length];
  return {
    secureScores: {
      value: [
        {
          azureTenantId: tenant,
          createdDateTime: "2026-11-19T00:00:00Z",
          currentScore: 0,
          maxScore: count,
          controlScores: ids.map((controlName, at) => ({
            controlName,
            controlCategory: category(at),
            score: 0,
            description: "Why it is done.",
          })),
        },
      ],
    },
    secureScoreControlProfiles: {
      value: ids.map((id, at) => ({
        id,
        title: `Improve number ${at}`,
        maxScore: 1,
        controlCategory: category(at),
        remediation: "<ol><li>First</li><li>Second</li></ol>",
      })),
    },
  };
}

test("200 actions against an instance that fails one request in five end with exactly 200 tickets", async ({
  page,
  instance,
  guard,
}) => {
  guard.allows(/Failed to load resource/, /blocked by CORS policy/);
  const tenant = "11111111-2222-3333-4444-555555555555";
  await page.clock.install();
  await connect(page);
  await page.goto("./#/secure-score");
  await page.getByLabel("Load an export").setInputFiles({
    name: "export.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(exported(tenant, 200))),
  });
  await all(page).check();
  await expect(selected(page, 200)).toBeVisible();
  await shareSelected(page).click();
  await fill(page, { priority: "3 - Moderate" });

  // Of the POSTs one in five fails, before the record was made and after; of all others, too.
  const often = { times: 10_000 };
  await instance.fault({ match: "POST /api/now/*", kind: "drop_before", every: 15, ...often });
  await instance.fault({ match: "POST /api/now/*", kind: "drop_after_commit", every: 14, ...often });
  await instance.fault({ match: "POST /api/now/*", kind: "rate_limit", every: 13, ...often });
  await instance.fault({ match: "GET /api/now/*", kind: "drop_before", every: 10, ...often });
  await instance.fault({ match: "GET /api/now/*", kind: "status", status: 503, every: 9, ...often });

  await send(page).click();
  // The pauses before it is tried again take no time, and neither do the minutes in which what was cut
  // off is only looked up.
  // The person decides about those of which it is not even known whether the connection was cut.
  const again = press(page, "Try again what failed or is in doubt");
  const number = (words, pattern) => Number(words.match(pattern)?.[1] ?? 0);
  while (!(await page.getByText(/^200 new tickets$/).isVisible())) {
    if (await again.isVisible()) await again.click();
    const words = await page.getByRole("region", { name: "Progress" }).innerText();
    const only = number(words, /(\d+) of 200 done/) + number(words, /(\d+) in doubt/) >= 200;
    await page.clock.runFor(only ? 20_000 : 2_000);
  }
  await instance.clearFaults();
  const ids = (await tickets(instance, tenant)).map((record) => record.correlation_id);
  expect(ids).toHaveLength(200);
  expect(new Set(ids).size).toBe(200);
  await expect(page.getByText(/^200 new tickets$/)).toBeVisible();
  const { requests } = await instance.control("GET", "requests");
  const failed = requests.filter(({ fault }) => fault !== null).length;
  expect(failed).toBeGreaterThan(50);
});

/** Shares one action that the instance answers so late that a gateway has given up before. */
async function shareSlowly(page, instance) {
  await page.clock.install();
  await connect(page);
  await page.goto("./#/secure-score");
  await select(page, [ACTION.title]);
  await shareSelected(page).click();
  await fill(page, { type: "Change request", priority: "3 - Moderate" });
  await instance.fault({ match: `POST ${CHANGES}`, kind: "status", status: 504 });
  await send(page).click();
  const inDoubt = line(page, ACTION.title).getByText("In doubt", { exact: true });
  while (!(await inDoubt.isVisible())) await page.clock.runFor(1_000);
  await expect(page.getByText("0 new tickets · 1 in doubt", { exact: true })).toBeVisible();
}

test("a ticket that a slow instance makes late is found, and there is no second", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/status of 504/);
  await shareSlowly(page, instance);
  await page.clock.runFor(60_000);
  const body = {
    short_description: ACTION.title,
    correlation_id: `snowline/${TENANT}/${ACTION.id}`,
    correlation_display: MADE_HERE,
  };
  const { number } = await instance.api("POST", "table/change_request", { body });
  while (!(await done(page, 1).isVisible())) await page.clock.runFor(10_000);
  await expect(line(page, ACTION.title)).toContainText(number);
  await expect(line(page, ACTION.title)).toContainText("found after its answer was lost");
  expect(await tickets(instance)).toHaveLength(1);
});

test("what stays in doubt is left to the person, also after a reload", async ({
  page,
  instance,
  guard,
}) => {
  guard.expects(/status of 504/);
  await shareSlowly(page, instance);
  const again = press(page, "Try again what failed or is in doubt");
  while (!(await again.isVisible())) await page.clock.runFor(10_000);
  await expect(line(page, ACTION.title)).toContainText("Look in ServiceNow whether it is there.");
  expect(await instance.requests("POST", CHANGES)).toHaveLength(1);
  await page.reload();
  await page.getByRole("button", { name: "Sign in to ServiceNow" }).first().click();
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(page.getByText("0 new tickets · 1 in doubt", { exact: true })).toBeVisible();
  await again.click();
  await expect(page.getByText("1 new ticket", { exact: true })).toBeVisible();
  expect(await tickets(instance)).toHaveLength(1);
});

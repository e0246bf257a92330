// From key to paint, as the browser measures it (Event Timing), with the processor slowed four
// times. Runs alone, after the others: what else keeps the machine busy would be measured, too.

import { demoFile, expect, test } from "../support/index.js";
import { connect } from "../support/steps.js";

test.describe.configure({ timeout: 180_000 });

const SLOWER = 4;
/** The most that 98 of 100 presses may take until they are answered on the screen, in ms. */
const MOST_MS = 100;
/** The most that drawing a list may keep the page from the next press, in ms. */
const MOST_LIST_MS = 200;
const ACTIONS = 1000;
/** What a fixed piece of work takes on the slowed processor of a machine that has time, in ms. */
const REFERENCE_MS = 180;
/** How long a person holds a key down, in ms: quick typists do some 80. */
const HOLD_MS = 80;

/** The demo's score with so many improvement actions, each a copy of one of its own. */
function scoreOf(count) {
  const file = demoFile();
  const [score] = file.secureScores.value;
  const { controlScores } = score;
  const profiles = file.secureScoreControlProfiles.value;
  const many = { controlScores: [], profiles: [] };
  for (let n = 0; n < count; n += 1) {
    const profile = profiles[n % profiles.length];
    const of = controlScores.find((control) => control.controlName === profile.id);
    const id = `${profile.id}-${n}`;
    many.profiles.push({ ...profile, id, title: `${profile.title} ${n}` });
    if (of) many.controlScores.push({ ...of, controlName: id });
  }
  return {
    secureScores: { value: [{ ...score, controlScores: many.controlScores }] },
    secureScoreControlProfiles: { value: many.profiles },
  };
}

/** Slows the page down and measures from now on. */
async function measured(page, context) {
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.evaluate(() => {
    window.took = new Map();
    const note = ({ interactionId, duration }) => {
      if (!interactionId) return;
      window.took.set(interactionId, Math.max(duration, window.took.get(interactionId) ?? 0));
    };
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(note));
    // 16 ms is the least that a browser notes: what is not noted was quicker.
    observer.observe({ type: "event", durationThreshold: 16 });
    window.busy = [];
    const tasks = new PerformanceObserver((list) => {
      window.busy.push(...list.getEntries().map(({ duration }) => duration));
    });
    tasks.observe({ type: "longtask" });
  });
}

/** How many times slower than that the machine is now; others may be at work on it. */
async function slowness(page) {
  const took = await page.evaluate(() => {
    const times = [];
    for (let run = 0; run < 5; run += 1) {
      const from = performance.now();
      let sum = 0;
      for (let n = 0; n < 2e7; n += 1) sum += Math.sqrt(n);
      times.push(sum > 0 ? performance.now() - from : 0);
    }
    return times.sort((one, other) => one - other)[2];
  });
  return Math.max(1, took / REFERENCE_MS);
}

/** Presses the keys one after the other, each when what came of the one before is painted. */
async function press(page, keys) {
  for (const key of keys) {
    await page.keyboard.press(key, { delay: HOLD_MS });
    await painted(page);
  }
  return keys.length;
}

const painted = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));

/** Holds what the browser has measured of that many presses against the limits. */
async function expectQuick(page, presses, name) {
  await painted(page);
  const { took, busy } = await page.evaluate(() => ({
    took: [...window.took.values()],
    busy: window.busy,
  }));
  const slowest = took.sort((one, other) => other - one);
  expect(slowest.length).toBeGreaterThan(0);
  expect(slowest.length).toBeLessThanOrEqual(presses);
  const slower = await slowness(page);
  const at98 = slowest[Math.ceil(presses * 0.02) - 1];
  const longest = Math.round(Math.max(0, ...busy));
  const said =
    `${name}: ${presses} presses, 98 % within ${at98} ms, the slowest ${slowest.slice(0, 4)}; ` +
    `the longest work ${longest} ms; the machine was ${slower.toFixed(2)} times slower than usual`;
  console.log(said);
  expect(at98, said).toBeLessThan(MOST_MS * slower);
  expect(longest, said).toBeLessThan(MOST_LIST_MS * slower);
}

/**
 * The same until it is quick, some times at most: what else the machine does makes a round slower,
 * and none quicker.
 */
async function quickestOf(round) {
  for (let left = 4; left > 1; left -= 1) {
    const failure = await round().then(
      () => undefined,
      (error) => error,
    );
    if (!failure) return;
  }
  await round();
}

const WORD = [..."sign-ins that look risky"];
const BACK = Array.from(WORD, () => "Backspace");

test("typing, filtering and sorting among 1,000 improvement actions keep up with the person", async ({
  page,
  context,
}) => {
  await page.goto("./#/secure-score");
  const buffer = Buffer.from(JSON.stringify(scoreOf(ACTIONS)));
  await page
    .getByLabel("Load an export")
    .setInputFiles({ name: "many.json", mimeType: "application/json", buffer });
  await expect(page.getByText(/1,000 improvement actions/).first()).toBeVisible();
  await quickestOf(async () => {
    await page.goto("./#/secure-score");
    await measured(page, context);
    let presses = 0;
    await page.getByRole("searchbox").focus();
    presses += await press(page, [...WORD, ...BACK]);
    await page.getByRole("combobox", { name: "Category", exact: true }).focus();
    presses += await press(page, ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"]);
    await page.getByLabel("Can still gain points").focus();
    presses += await press(page, Array(6).fill("Space"));
    await page.getByRole("columnheader", { name: "Improvement action" }).getByRole("button").focus();
    presses += await press(page, Array(6).fill("Enter"));
    await page.getByRole("combobox", { name: "Group by", exact: true }).focus();
    presses += await press(page, ["ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"]);
    await page.getByRole("button", { name: "Next" }).focus();
    presses += await press(page, Array(6).fill("Enter"));
    await expect(page.getByText("121\u{2013}140 of 1,000")).toBeVisible();
    await expectQuick(page, presses, "Secure Score");
  });
});

test.describe("of ten thousand tickets", () => {
  test.use({ instanceOptions: ["--tickets", "10000"] });

  test("typing, filtering and paging through a list of tickets keep up with the person", async ({
    page,
    context,
  }) => {
    await connect(page);
    await quickestOf(async () => {
      await page.goto("./#/");
      await page.goto("./#/tickets/incident?all=1");
      await expect(page.getByText(/^1\u{2013}25 of /u)).toBeVisible();
      await measured(page, context);
      let presses = 0;
      const next = page.getByRole("button", { name: "Next" });
      for (let n = 2; n < 8; n += 1) {
        await next.focus();
        presses += await press(page, ["Enter"]);
        await expect(page.getByText(new RegExp(`^${25 * n - 24}\u{2013}${25 * n} of `))).toBeVisible();
      }
      await page.getByRole("searchbox").focus();
      presses += await press(page, [...WORD, ...BACK]);
      await page.locator("summary", { hasText: "State" }).focus();
      presses += await press(page, ["Enter", "Tab", "Space", "Tab", "Space", "Escape"]);
      await expectQuick(page, presses, "tickets");
    });
  });
});

test("typing a task keeps up with the person", async ({ page, context }) => {
  await connect(page);
  await page.goto("./#/");
  await page.getByRole("button", { name: "Create a ticket" }).first().click();
  const dialog = page.getByRole("dialog");
  await quickestOf(async () => {
    await dialog.getByLabel("Name").focus();
    await measured(page, context);
    let presses = await press(page, WORD);
    await dialog.getByLabel("Description").focus();
    presses += await press(page, [...WORD, "Enter", ...WORD]);
    await expectQuick(page, presses, "task");
  });
});

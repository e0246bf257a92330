// From key to paint, as the browser measures it (Event Timing), with the processor slowed four
// times. Runs alone, after the others: what else keeps the machine busy would be measured, too.

import { demoFile, expect, test } from "../support/index.js";
import { connect } from "../support/steps.js";

test.describe.configure({ timeout: 180_000 });

const SLOWER = 4;
/** The most that 98 of 100 presses may take until they are answered on the screen, in ms. */
const MOST_MS = 100;
/** The most that what comes after that, such as a list, may keep the page from the next press. */
const MOST_WORK_MS = 100;
const ACTIONS = 1000;
/** So many rounds are pressed at most. */
const ROUNDS = 4;
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

/** What the browser has measured of that many presses. */
async function measuredOf(page, presses) {
  await painted(page);
  const { took, busy } = await page.evaluate(() => ({
    took: [...window.took.values()],
    busy: window.busy,
  }));
  const slowest = took.sort((one, other) => other - one);
  expect(slowest.length).toBeGreaterThan(0);
  expect(slowest.length).toBeLessThanOrEqual(presses);
  const at98 = slowest[Math.ceil(presses * 0.02) - 1];
  return { presses, at98, longest: Math.round(Math.max(0, ...busy)) };
}

/**
 * Holds a round against the limits, the quickest of some at most: what else the machine does makes
 * a round slower, and none quicker. Only a slow round is pressed again; any other failure is one.
 */
async function expectQuick(round) {
  const said = [];
  let last;
  do {
    last = await round();
    const { presses, at98, longest } = last;
    said.push(`98 of 100 of ${presses} presses within ${at98} ms, the longest work ${longest} ms`);
  } while (said.length < ROUNDS && (last.at98 >= MOST_MS || last.longest >= MOST_WORK_MS));
  const description = said.join("; ");
  test.info().annotations.push({ type: "pace", description });
  expect(last.at98, description).toBeLessThan(MOST_MS);
  expect(last.longest, description).toBeLessThan(MOST_WORK_MS);
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
  await expectQuick(async () => {
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
    return measuredOf(page, presses);
  });
});

test.describe("of ten thousand tickets", () => {
  test.use({ instanceOptions: ["--tickets", "10000"] });

  test("typing, filtering and paging through a list of tickets keep up with the person", async ({
    page,
    context,
  }) => {
      await connect(page);
    await expectQuick(async () => {
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
      return measuredOf(page, presses);
    });
  });
});

test("typing a task keeps up with the person", async ({ page, context }) => {
  await connect(page);
  await page.goto("./#/");
  await page.getByRole("button", { name: "Create a ticket" }).first().click();
  const dialog = page.getByRole("dialog");
  await expectQuick(async () => {
    await dialog.getByLabel("Name").focus();
    await measured(page, context);
    let presses = await press(page, WORD);
    await dialog.getByLabel("Description").focus();
    presses += await press(page, [...WORD, "Enter", ...WORD]);
    return measuredOf(page, presses);
  });
});

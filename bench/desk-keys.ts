import type { Page } from "@playwright/test";
import { at, decideAndTime, emptyInPage, openDesk, quietness, said } from "./desk-page";
import { tagOfReports } from "./desk-reports";

const warmUp = 5;

/** Times of one way of working, in milliseconds. `skipped`: cases whose sanction takes more than three keys. */
type Times = { clause: number[]; row: number[]; painted: number[]; card: number[]; empty: number[]; skipped: number };

const nothing = (): Times => ({ clause: [], row: [], painted: [], card: [], empty: [], skipped: 0 });

/** What stands where the key was, once it has done what it does. */
const clauseAccepted = `/ accepted/.test(document.querySelector("#accept-clause")?.innerText ?? "")`;
const rowAccepted = `/Row accepted/.test(document.querySelector("#accept-row")?.innerText ?? "")`;
/** A clause in sight with an answer of its table, and the consequences worked out. */
const isRecommended = `document.querySelector("#accept-clause button") !== null
  && document.querySelector("#accept-row button:not([disabled])") !== null
  && document.querySelector("fieldset [aria-busy='true']") === null`;

/** Nothing stands between here and the decision that would have to be said first: the last key would only lead there. */
const isNothingMissing = `document.querySelector("#missing") === null`;

/** Text and not a function, as what watches for the next case. Answers null where the key did nothing within ten seconds. */
const watchFor = (shown: string) => `void (globalThis.timed = new Promise((done) => {
  let pressed = 0;
  const began = performance.now();
  addEventListener("keydown", (event) => (pressed ||= event.timeStamp), { once: true, capture: true });
  const look = () => {
    const now = performance.now();
    if (pressed > 0 && ${shown}) return done(now - pressed);
    if (now - began > 10_000) return done(null);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}))`;

/** How long it took from the press of the key until the screen shows what it did; null: it did nothing. */
async function pressAndTime(page: Page, key: string, shown: string): Promise<number | null> {
  await page.evaluate(watchFor(shown));
  await page.keyboard.press(key);
  return page.evaluate<number | null>("globalThis.timed");
}

type Way = { decisions: number; reading: boolean };

/** Whether the sanction of this case is ready to be sent after two keys; with what each of them took. */
async function accept(page: Page, reading: boolean, quiet: () => Promise<void>) {
  if (!(await page.evaluate<boolean>(isRecommended))) return null;
  const clause = await pressAndTime(page, "a", clauseAccepted);
  if (clause === null) return null;
  if (reading) await quiet();
  const row = await pressAndTime(page, "s", rowAccepted);
  if (row === null) return null;
  if (reading) await quiet();
  return (await page.evaluate<boolean>(isNothingMissing)) ? { clause, row } : null;
}

/**
 * The recommended sanction in three keys: accept the clause, accept the row, submit. A case for which the rules ask for more
 * gets the one key, and is counted apart.
 * @param reading with what was under way come before each key; otherwise each follows as soon as the one before was painted
 */
async function inThree(page: Page, { decisions, reading }: Way): Promise<Times> {
  const quiet = quietness(page);
  const times = nothing();
  for (let decided = 0; decided < decisions + warmUp; ) {
    await quiet();
    const accepted = await accept(page, reading, quiet);
    const { painted, card } = await decideAndTime(page, accepted ? "Enter" : "n");
    if (!accepted) times.skipped += 1;
    if (times.skipped > decisions + warmUp) throw new Error("most of these cases are not decided in three keys");
    if (!accepted) continue;
    decided += 1;
    if (decided <= warmUp) continue;
    times.clause.push(accepted.clause);
    times.row.push(accepted.row);
    times.painted.push(painted);
    times.card.push(card);
  }
  await quiet();
  return times;
}

/** No violation with one key, on cases of the same queue: what the three keys are held against. */
async function inOne(page: Page, decisions: number): Promise<Times> {
  const quiet = quietness(page);
  const times = nothing();
  for (let decided = 0; decided < decisions + warmUp; decided += 1) {
    await quiet();
    const { painted, card } = await decideAndTime(page, "n");
    await quiet();
    const empty = await page.evaluate<number>(emptyInPage);
    if (decided < warmUp) continue;
    times.painted.push(painted);
    times.card.push(card);
    times.empty.push(empty);
  }
  return times;
}

/** So many reports are decided by this for each `decisions`, those that take more keys among them. */
export const reportsFor = (decisions: number): number => 5 * (decisions + warmUp) + 50;

/** One key and three keys in a queue of cases whose suggestion the desk is sure of; printed with their ratio. */
export async function measureKeys(page: Page, address: string, decisions: number): Promise<void> {
  await openDesk(page, address, `tag=${tagOfReports}&order=age`);
  const one = await inOne(page, decisions);
  const three = await inThree(page, { decisions, reading: true });
  const quick = await inThree(page, { decisions: Math.ceil(decisions / 2), reading: false });
  const ratio = (times: Times, share: number) => (at(times.painted, share) / at(one.painted, share)).toFixed(2);
  console.log(
    `cases with a suggestion the desk is sure of, ${one.painted.length} times with one key, each read first:`,
  );
  console.log(`  next case painted: ${said(one.painted)}`);
  console.log(`  an empty route, asked from the same page in between: ${said(one.empty)}`);
  for (const [words, times] of [
    ["each key after what was under way had come", three],
    ["each key as soon as the one before was painted", quick],
  ] as const) {
    console.log(`${times.painted.length} sanctions with three keys, ${words} (${times.skipped} cases asked for more):`);
    console.log(`  clause accepted (A): ${said(times.clause)}`);
    console.log(`  row accepted (S): ${said(times.row)}`);
    console.log(`  next case painted, from the last key (Enter): ${said(times.painted)}`);
    console.log(`  and its consequence card: ${said(times.card)}`);
    const [middle, most] = [ratio(times, 0.5), ratio(times, 0.95)];
    console.log(`  the last key as a multiple of the one key: ${middle} in the middle, ${most} at 95 %`);
  }
}

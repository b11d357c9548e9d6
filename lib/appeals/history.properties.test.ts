import { and, desc, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { accounts, appeals, decisions, type remedies, sanctions, strikes } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { endDueSanctions } from "@/lib/decisions/sanction.command";
import { sanctionFacts, strikeFacts } from "@/lib/decisions/sanction-facts.rules";
import { accountPage } from "@/lib/decisions/standing.queries";
import { standing } from "@/lib/decisions/standing.rules";
import { undoDecision } from "@/lib/decisions/undo.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { packFor } from "@/lib/policy/store";
import { anAppealDesk, aReviewer, effectsIn, linkOf, reasons, someWords, theWorkerRuns, visitor } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aCase, anAccount, aViolation, caseRow, firstBuyerSanction, type TownAccount, townTime } from "@/test/town";
import { answerAppeal } from "./answer.command";
import { fileAppeal } from "./file.command";
import { lookAtAppeal } from "./first-look.command";
import { settleReplaced } from "./replace.command";
import { takeAppeal } from "./take.command";
import { appealView } from "./view.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;
let jonas: Person;
let rosa: Person;
const { ledgerOf } = effectsIn(opened);

beforeAll(async () => {
  ({ mei, amara, jonas } = await anAppealDesk(db()));
  rosa = await aReviewer(db(), { name: "Rosa Lindqvist" });
});

/** One thing that happens to the account; `which` picks among its decisions that stand. */
const aStep = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("decide" as const), isUndone: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("clear" as const), wins: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("appeal" as const),
      which: fc.nat(),
      outcome: fc.constantFrom("upheld", "reversed", "strike", "measure"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 10 }) }) },
);
type Step = typeof aStep extends fc.Arbitrary<infer Value> ? Value : never;

/** What a reader of the answers alone would know: which decisions count, and which measures were taken off. */
type Known = { counts: Map<string, boolean>; lifted: Set<string>; openTo: string[]; answered: string[] };

const must = <Value>(result: { ok: true; value: Value } | { ok: false; reason: string; fields?: unknown }): Value => {
  if (!result.ok) throw new Error(`${result.reason} ${JSON.stringify(result.fields ?? "")}`);
  return result.value;
};
const later = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000);
const deviation = { code: "other", why: "The same measure again, whatever the count has come to." };

/** A violation on an open case; a measure that the count does not ask for needs its reason. */
async function violation(about: Parameters<typeof aViolation>[0], by: Person, at: Date): Promise<string> {
  const input = aViolation(about, { sanctions: firstBuyerSanction });
  const plain = await decideCase(by, input, at);
  return (plain.ok ? plain.value : must(await decideCase(by, { ...input, deviation }, at))).decisionId;
}

/** The appeal of one side, taken, looked at and answered within two minutes, and everybody told. */
async function appeal(
  decisionId: string,
  side: "affected" | "notifier",
  answer: Record<string, unknown>,
  at: Date,
): Promise<string> {
  // Whose answer to a notifier led to a decision answers no complaint of it (A9).
  const reviewer = side === "notifier" ? amara : rosa;
  const { token, statementId } = await linkOf(db(), decisionId, side);
  must(await fileAppeal(visitor, { token, text: someWords }, at));
  const [row] = await db().select().from(appeals).where(eq(appeals.statementId, statementId)).orderBy(desc(appeals.id));
  const appealId = row?.id ?? "";
  const taken = must(await takeAppeal(reviewer, { appealId, version: row?.version }, later(at, 10)));
  const look = { appealId, version: taken.version, finding: "no_violation", why: reasons };
  must(await lookAtAppeal(reviewer, look, later(at, 20)));
  must(await answerAppeal(reviewer, { appealId, version: taken.version, reasons, ...answer }, later(at, 30)));
  await theWorkerRuns(db(), later(at, 60));
  return appealId;
}

async function decide(account: TownAccount, { isUndone }: { isUndone: boolean }, known: Known, at: Date) {
  const decisionId = await violation(await aCase(db(), { account, openedAt: at }), mei, at);
  if (isUndone) must(await undoDecision(mei, { decisionId }, later(at, 5)));
  await theWorkerRuns(db(), later(at, 60));
  known.counts.set(decisionId, !isUndone);
  if (!isUndone) known.openTo.push(decisionId);
  else for (const { id } of await measuresOf(decisionId)) known.lifted.add(id);
}

const measuresOf = (decisionId: string) =>
  db().select().from(sanctions).where(eq(sanctions.decisionId, decisionId)).orderBy(sanctions.action);

/** Nothing is found; if its notifier wins, the case is decided anew by another person, and that counts. */
async function clear(account: TownAccount, { wins }: { wins: boolean }, known: Known, at: Date) {
  const made = await aCase(db(), { account, openedAt: at });
  const rationale = "The comment only thanks the seller for the parcel.";
  const { decisionId } = must(await decideCase(mei, { ...made, outcome: "no_violation", rationale }, at));
  await theWorkerRuns(db(), later(at, 60));
  const outcome = wins ? { outcome: "reversed", cause: "facts" } : { outcome: "upheld" };
  known.answered.push(await appeal(decisionId, "notifier", outcome, later(at, 3600)));
  if (!wins) return;
  const { version } = await caseRow(db(), made.caseId);
  const anew = await violation({ ...made, version }, jonas, later(at, 7200));
  await theWorkerRuns(db(), later(at, 7260));
  await settleReplaced(db(), later(at, 7260));
  known.counts.set(anew, true);
  known.openTo.push(anew);
}

async function complain(step: Extract<Step, { do: "appeal" }>, known: Known, at: Date) {
  const decisionId = known.openTo[step.which % Math.max(1, known.openTo.length)];
  if (decisionId === undefined) return;
  known.openTo = known.openTo.filter((id) => id !== decisionId);
  // Only what still runs can be taken off.
  const running = (await measuresOf(decisionId)).filter(({ state }) => state === "in_force");
  const [measure] = running;
  const isPart = step.outcome === "strike" || (step.outcome === "measure" && measure !== undefined);
  const change = step.outcome === "strike" ? { voidStrike: true } : { liftSanctions: [measure?.id] };
  const answer = isPart
    ? { outcome: "partly_reversed", cause: "context", departure: reasons, ...change }
    : step.outcome === "reversed"
      ? { outcome: "reversed", cause: "facts", departure: reasons }
      : { outcome: "upheld" };
  // A decision that a notifier won is turned over with a reason, too.
  known.answered.push(await appeal(decisionId, "affected", answer, at));
  if (answer.outcome === "reversed") {
    known.counts.set(decisionId, false);
    for (const { id } of running) known.lifted.add(id);
  }
  if (isPart && step.outcome === "strike") known.counts.set(decisionId, false);
  if (isPart && step.outcome === "measure" && measure) known.lifted.add(measure.id);
}

/** The standing from nothing but what was decided, what was answered, and the calendar. */
async function fromScratch(account: TownAccount, known: Known, now: Date) {
  const pack = await packFor(db(), account.platformId);
  if (!pack) throw new Error("no pack");
  const struck = await db().select().from(strikes).where(eq(strikes.accountId, account.id));
  const imposed = await db().select().from(sanctions).where(eq(sanctions.accountId, account.id));
  return standing(
    struck
      .filter(({ decisionId }) => known.counts.get(decisionId) === true)
      .map((row) => strikeFacts({ ...row, overturnedAt: null } as Parameters<typeof strikeFacts>[0], pack)),
    imposed
      .filter(({ id, endsAt }) => !known.lifted.has(id) && (endsAt === null || endsAt > now))
      .map((row) => sanctionFacts({ ...row, state: "in_force" })),
    now,
  );
}

/** The same as it is stored: strikes with their fall, measures with their state. */
async function asStored(account: TownAccount, now: Date) {
  const pack = await packFor(db(), account.platformId);
  if (!pack) throw new Error("no pack");
  const isUndone = sql`exists (select 1 from ${decisions} where ${decisions.id} = ${strikes.decisionId} and ${decisions.undoneAt} is not null)`;
  const struck = await db()
    .select()
    .from(strikes)
    .where(and(eq(strikes.accountId, account.id), sql`not ${isUndone}`));
  const imposed = await db().select().from(sanctions).where(eq(sanctions.accountId, account.id));
  return standing(
    struck.map((row) => strikeFacts(row as Parameters<typeof strikeFacts>[0], pack)),
    imposed.map(sanctionFacts),
    now,
  );
}

const settled: readonly (typeof remedies.$inferSelect)["state"][] = ["done", "waived"];

async function expectClosedOnlyWhenDone(known: Known, now: Date) {
  for (const appealId of known.answered) {
    const view = await appealView(db(), appealId, amara, now);
    if (!view.ok) throw new Error(view.reason);
    const { closing, remedies: lines, notifiedAt } = view.value;
    const left = lines.filter(({ state }) => state !== "not_needed" && !settled.some((done) => done === state));
    expect(closing?.isClosed ?? false).toBe(left.length === 0 && notifiedAt !== null && (closing?.left ?? 1) === 0);
    if (closing?.isClosed) expect(left).toEqual([]);
  }
}

async function play(steps: readonly Step[]) {
  const account = await anAccount(db());
  const known: Known = { counts: new Map(), lifted: new Set(), openTo: [], answered: [] };
  let now = townTime;
  for (const step of steps) {
    now = later(now, 4 * 3600);
    if (step.do === "decide") await decide(account, step, known, now);
    if (step.do === "clear") await clear(account, step, known, now);
    if (step.do === "appeal") await complain(step, known, now);
    if (step.do === "wait") now = later(now, step.days * 86_400);
    now = later(now, 3 * 3600);
    await endDueSanctions(db(), now);
    const scratch = await fromScratch(account, known, now);
    expect(await asStored(account, now)).toEqual(scratch);
    const page = await accountPage(db(), amara, account.id, now);
    expect(page.ok && page.value.account.confirmedStrikes).toBe(scratch.confirmedStrikes);
    expect(page.ok && page.value.account.points).toBe(scratch.points);
  }
  await expectClosedOnlyWhenDone(known, now);
  return { account, known };
}

test("A6: after any history of decisions, undoings, appeals and notifiers who win, the standing is what it would be recomputed from nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 3, maxLength: 9 }), async (steps) => {
      await play(steps);
    }),
    { numRuns: 12, seed: 2065, endOnFailure: true },
  );
}, 240_000);

test("A6: of three strikes the first falls: the third, which counted it, is flagged, and what it imposed stays until somebody looks", async () => {
  const { account, known } = await play([
    { do: "decide", isUndone: false },
    { do: "decide", isUndone: false },
    { do: "decide", isUndone: false },
    { do: "appeal", which: 0, outcome: "reversed" },
  ]);
  const [row] = await db().select().from(accounts).where(eq(accounts.id, account.id));
  expect(row).toBeDefined();
  const lines = await ledgerOf(known.answered[0] ?? "");
  expect(lines.filter((line) => line.startsWith("review_decision"))).toHaveLength(2);
});

import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { appeals, cases, heldAppeals, misuseMeasures } from "@/db/schema";
import { fileAppeal } from "@/lib/appeals/file.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { readRows } from "@/lib/platform/rows";
import { after, aReviewer, aToldDecision, days, linkOf, someWords, theWorkerRuns, visitor } from "@/test/appeals";
import { onPostgres, withTestDatabase } from "@/test/database";
import { misuseIn } from "@/test/misuse";
import { aColleague, anAccount, givenPacks } from "@/test/town";
import { endMeasure } from "./measure.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
const { anUnfoundedReport, aSuspendedSender } = misuseIn(db, () => ({ mei, jonas }));

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aReviewer(db(), { name: "Jonas Weber" });
});

/** A suspended sender with an outcome of a report that they may complain of. */
async function anOutcome(email: string, more: Parameters<typeof anUnfoundedReport>[3] = {}) {
  const { measureId } = await aSuspendedSender(email);
  const fresh = await anUnfoundedReport(email, after(days(3) + 60), false, more);
  await theWorkerRuns(db(), after(days(4)));
  return { measureId, caseId: fresh.caseId, ...(await linkOf(db(), fresh.decisionId, "notifier")) };
}
const filedAt = async (token: string) => fileAppeal(visitor, { token, text: someWords }, after(days(5)));

test("M4: an account's complaint of its own restriction is taken up, whoever sent reports under its holder's address", async () => {
  const email = "merchant@account.example";
  await aSuspendedSender(email);
  const account = await anAccount(db(), { language: "en", email });
  const { decisionId } = await aToldDecision(db(), { by: mei, account, at: after(days(3)) });
  const { token } = await linkOf(db(), decisionId);
  expect(await filedAt(token)).toMatchObject({ ok: true, value: { heldUntil: null } });
});

test("M2: a complaint that a report of child abuse or of a threat to a life was dismissed does not wait", async () => {
  const abuse = await anOutcome("abuse@sender.example", { childAbuseClaim: true });
  expect(await filedAt(abuse.token)).toMatchObject({ ok: true, value: { heldUntil: null } });
  const threat = await anOutcome("threat@sender.example", { category: "threat_to_life" });
  expect(await filedAt(threat.token)).toMatchObject({ ok: true, value: { heldUntil: null } });
  const child = await anOutcome("child.case@sender.example");
  await db()
    .update(cases)
    .set({ rankWhy: [{ code: "child_abuse", points: 0 }] })
    .where(eq(cases.id, child.caseId));
  expect(await filedAt(child.token)).toMatchObject({ ok: true, value: { heldUntil: null } });
  const plain = await anOutcome("plain@sender.example");
  expect(await filedAt(plain.token)).toMatchObject({ ok: true, value: { heldUntil: expect.any(String) } });
});

/** Resolves once somebody waits for a lock in this database, or there is nothing more to wait for. */
async function untilSomebodyWaits(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const answer = await db().execute(sql`select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`);
    if ((readRows(answer, z.object({ waiting: z.number() }))[0]?.waiting ?? 0) > 0) return;
  }
}

test.runIf(onPostgres)("M2: a complaint that comes in while the suspension is being lifted is not lost", async () => {
  const { measureId, token, statementId } = await anOutcome("race@sender.example");
  const lifting = { actor: jonas, now: after(days(5)), onPlatform: () => undefined, alsoLogged: () => undefined };
  let filing = Promise.resolve<unknown>(null);
  let isFiled = false;
  await db().transaction(async (tx) => {
    const [measure] = await tx.select().from(misuseMeasures).where(eq(misuseMeasures.id, measureId)).for("update");
    if (!measure) throw new Error("there is no such measure");
    await endMeasure({ tx, ...lifting } as Parameters<typeof endMeasure>[0], measure, "lifted");
    // Nothing of the lifting is seen yet: the complaint waits for it, or is kept for a suspension that is over.
    filing = filedAt(token).finally(() => {
      isFiled = true;
    });
    await untilSomebodyWaits(() => isFiled);
  });
  expect(await filing).toMatchObject({ ok: true, value: { heldUntil: null } });
  await theWorkerRuns(db(), after(days(5) + 5));
  expect(await db().select().from(appeals).where(eq(appeals.statementId, statementId))).toHaveLength(1);
  expect(await db().select().from(heldAppeals).where(eq(heldAppeals.statementId, statementId))).toEqual([]);
});

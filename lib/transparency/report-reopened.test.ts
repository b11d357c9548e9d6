import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { decisionAnswers, decisions, noticeItems } from "@/db/schema";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { settleReplaced } from "@/lib/appeals/replace.command";
import { decideCase } from "@/lib/decisions/decide.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, aTakenAppeal, aToldDecision, days, reasons, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { cellsOf, filled, reportsBy } from "@/test/reports";
import { aColleague, aViolation, caseRow, firstBuyerSanction, townTime } from "@/test/town";

const { opened } = withTestDatabase();
const db = () => opened().db;
let [mei, ben, amara, tomasz]: Person[] = [];
const somebody = (person: Person | undefined): Person => {
  if (!person) throw new Error("nobody");
  return person;
};
const reportOn = reportsBy(() => somebody(tomasz));
const year = townTime.getUTCFullYear();
const report = () => reportOn(year, "taobao-weitao");

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
  ben = await aColleague(db(), { name: "Ben Adler" });
  tomasz = await aColleague(db(), { name: "Tomasz Nowak", role: "auditor" });
});

test("sheets 4, 5, 6 and 8 of a past period stay the same when a decision on a notice is opened again, and when it is made anew", async () => {
  const told = await aToldDecision(db(), { by: somebody(mei) });
  const past = async () => filled(await report()).filter((line) => /^[4568] /.test(line));
  const before = await past();
  expect(before.some((line) => line.startsWith("4 / TOTAL / Number of actions taken"))).toBe(true);
  const { appealId, version } = await aTakenAppeal(db(), told.decisionId, somebody(amara));
  const part = { outcome: "partly_reversed", reasons, cause: "wrong_clause", decideAgain: true };
  const answered = await answerAppeal(somebody(amara), { appealId, version, ...part }, after(days(2)));
  expect(answered).toMatchObject({ ok: true, value: { reopenedCase: told.caseId } });
  const [item] = await db().select().from(noticeItems).where(eq(noticeItems.caseId, told.caseId));
  expect(item?.decisionId).toBe(null);
  expect(await past()).toEqual(before);

  const again = aViolation(
    { ...told, version: (await caseRow(db(), told.caseId)).version },
    { sanctions: firstBuyerSanction },
  );
  expect(await decideCase(somebody(ben), again, after(days(3)))).toMatchObject({ ok: true });
  const holds = after(days(3) + 60);
  await theWorkerRuns(db(), holds);
  await settleReplaced(db(), holds);
  const now = await report();
  const still = filled(now).filter((line) => /^[456] /.test(line));
  expect(still).toEqual(before.filter((line) => /^[456] /.test(line)));
  const anew = cellsOf(now, 7).find((row) => String(row[4]).includes("newly imposed"));
  expect(anew?.[6]).toBeGreaterThan(0);
});

test("which items a decision answered is written with it, and nobody rewrites it", async () => {
  const told = await aToldDecision(db(), { by: somebody(mei), notices: 2 });
  const kept = await db().select().from(decisionAnswers).where(eq(decisionAnswers.decisionId, told.decisionId));
  expect(kept).toHaveLength(2);
  const [other] = await db().select({ id: decisions.id }).from(decisions).limit(1);
  const change = db()
    .update(decisionAnswers)
    .set({ decisionId: other?.id ?? "" })
    .where(eq(decisionAnswers.decisionId, told.decisionId));
  await expect(change).rejects.toThrow();
  await expect(db().delete(decisionAnswers)).rejects.toThrow();
});

test("what was answered before it was kept is filled in by the migration: what is answered now, and by the letters what fell since", async () => {
  const kept = async () =>
    (await db().select().from(decisionAnswers)).map((row) => `${row.decisionId} ${row.noticeItemId}`).sort();
  const before = await kept();
  expect(before.length).toBeGreaterThanOrEqual(4);
  const file = join(process.cwd(), "db", "migrations", "0060_answers_kept.sql");
  const fills = readFileSync(file, "utf8")
    .split("--> statement-breakpoint")
    .filter((statement) => statement.includes("insert into decision_answers"));
  expect(fills).toHaveLength(2);
  await db().execute(sql`alter table decision_answers disable trigger user`);
  await db().delete(decisionAnswers);
  for (const fill of fills) await db().execute(sql.raw(fill));
  await db().execute(sql`alter table decision_answers enable trigger user`);
  expect(await kept()).toEqual(before);
});

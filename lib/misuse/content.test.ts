import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { misuseMeasures, strikes } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { undoDecision } from "@/lib/decisions/undo.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, days, theWorkerRuns, toldThePlatform } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { misuseIn, why } from "@/test/misuse";
import { aCase, aColleague, anAccount, aViolation, givenPacks, townTime } from "@/test/town";
import { markMisuse } from "./mark.command";
import { suspendMisuse, warnMisuse } from "./measure.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
const { anIllegalThing, weighed, suspend } = misuseIn(db, () => ({ mei, jonas }));

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
});

test("M1: terms-only violations never count: a decision on the terms alone cannot be marked manifestly illegal", async () => {
  const made = await aCase(db());
  const decided = await decideCase(
    mei,
    aViolation(made, { sanctions: [{ action: "tb.delete-content" }, { action: "tb.suspend-comments-7d" }] }),
    townTime,
  );
  const decisionId = decided.ok ? decided.value.decisionId : "";
  expect(await markMisuse(mei, { decisionId, why }, after(5))).toMatchObject({ reason: "mark_terms_only" });
});

test("M1: an account is warned first, then suspended until a day; marks are apart from strikes and fall with their decision", async () => {
  const account = await anAccount(db());
  const first = await anIllegalThing(account, after(0));
  const { subjectId } = first;
  expect(await warnMisuse(jonas, { subjectId, why }, after(5))).toMatchObject({ reason: "misuse_below_threshold" });
  await anIllegalThing(account, after(10));
  const third = await anIllegalThing(account, after(20));
  const strikesBefore = await db().select().from(strikes).where(eq(strikes.accountId, account.id));
  expect(await suspend(subjectId, after(100))).toMatchObject({ ok: false, reason: "misuse_warn_first" });
  expect(await warnMisuse(mei, { subjectId, why }, after(100))).toMatchObject({ code: "forbidden" });
  const warned = await warnMisuse(jonas, { subjectId, why }, after(100));
  expect(warned).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(110));
  expect(await suspend(subjectId, after(120))).toMatchObject({ reason: "misuse_nothing_since" });
  const fourth = await anIllegalThing(account, after(days(1)));
  expect(await undoDecision(mei, { decisionId: fourth.decisionId }, after(days(1) + 5))).toMatchObject({ ok: true });
  expect(await suspend(subjectId, after(days(2)))).toMatchObject({ reason: "misuse_nothing_since" });
  await anIllegalThing(account, after(days(2)));
  const withoutDay = await suspendMisuse(jonas, { subjectId, ...weighed }, after(days(3)));
  expect(withoutDay).toMatchObject({ code: "invalid", fields: [{ field: "lastDay" }] });
  expect(await suspend(subjectId, after(days(3)))).toMatchObject({ ok: true });
  const [measure] = await db().select().from(misuseMeasures).where(eq(misuseMeasures.subjectId, subjectId));
  expect(measure).toMatchObject({
    state: "suspended",
    clause: "1",
    suspendedUntil: new Date("2016-10-20T15:59:59.999Z"),
  });
  expect(await toldThePlatform(db(), "misuse.suspended", { measureId: measure?.id })).toMatchObject([
    { accountId: account.id, side: "content", until: "2016-10-20T15:59:59.999Z", decisionId: measure?.decisionId },
  ]);
  const strikesAfter = await db().select().from(strikes).where(eq(strikes.accountId, account.id));
  expect(strikesAfter.length - strikesBefore.length, "a strike for each decision, none for a mark").toBe(2);
  expect(third.subjectId).toBe(subjectId);
});

import { randomBytes } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { misuseAppeals, misuseLetters, misuseMeasures, misuseSubjects } from "@/db/schema";
import { signLink } from "@/lib/decisions/link.rules";
import { referenceFrom } from "@/lib/intake/reference.rules";
import { answerMisuseAppeal, appealMisuse } from "@/lib/misuse/appeal.command";
import { lookAtMisuseAppeal } from "@/lib/misuse/look.command";
import { secrets } from "@/lib/platform/env";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppeal, aReviewer, days, someWords, theWorkerRuns, visitor } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { misuseIn } from "@/test/misuse";
import { filled, noon, reportsBy } from "@/test/reports";
import { aCase, aColleague, givenPacks } from "@/test/town";
import { thingsBehind } from "./report-lists.store";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
let amara: Person;
let tomasz: Person;
const reportOn = reportsBy(() => tomasz);
const { suspended, aSuspendedSender } = misuseIn(db, () => ({ mei, jonas }));

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aReviewer(db(), { name: "Jonas Weber" });
  amara = await aReviewer(db(), { name: "Amara Okafor" });
  tomasz = await aColleague(db(), { name: "Tomasz Nowak", role: "auditor" });
});

const about =
  "7 / Suspensions imposed on repeated offenders / Number of suspensions enacted for the provision of manifestly";

test("R2: suspensions for misuse are told apart by what they were for, in the period in which they began", async () => {
  const stored = (subjectId: string, from: Date) => ({
    ...{
      platformId: "aliexpress",
      subjectId,
      state: "suspended" as const,
      warnedAt: from,
      warnedBy: mei.id,
      warnedWhy: "Again.",
    },
    ...{
      warnedCounts: { count: 3, total: 4 },
      suspendedFrom: from,
      suspendedUntil: new Date(from.getTime() + 86_400_000),
    },
    ...{ suspendedBy: mei.id, suspendedWhy: "It went on.", clause: "misuse" },
    assessment: {
      ...{
        from: "2031-01-01",
        to: "2031-06-15",
        count: 3,
        total: 4,
        ratio: 7500,
        gravity: "Grave.",
        consequences: "None.",
      },
      ...{ intent: "unknown" as const, intentWhy: "Nothing tells." },
    },
  });
  const { accountId } = await aCase(db(), { platform: "aliexpress" });
  const named = { platformId: "aliexpress", createdAt: noon(2031) };
  const [seller, sender] = await db()
    .insert(misuseSubjects)
    .values([
      { ...named, side: "content", accountId },
      { ...named, side: "reports", sender: "mail someone@sender.example" },
    ])
    .returning({ id: misuseSubjects.id });
  if (!seller || !sender) throw new Error("no subjects");
  // Nobody is suspended who was not warned before: the database holds that too.
  for (const { id } of [seller, sender]) {
    const { platformId, subjectId, warnedAt: _at, warnedBy, warnedWhy, warnedCounts, ...then } = stored(id, noon(2031));
    const reference = referenceFrom(randomBytes(5), "M");
    const warning = {
      platformId,
      subjectId,
      reference,
      warnedAt: noon(2031, "06-01"),
      warnedBy,
      warnedWhy,
      warnedCounts,
    };
    const [made] = await db().insert(misuseMeasures).values(warning).returning({ id: misuseMeasures.id });
    await db()
      .update(misuseMeasures)
      .set(then)
      .where(eq(misuseMeasures.id, made?.id ?? ""));
  }
  const lines = async (year: number) => filled(await reportOn(year)).filter((line) => line.startsWith("7 / Susp"));
  expect(await lines(2031)).toEqual([
    `${about} illegal content  / Total number / Value = 1`,
    `${about} unfounded notices / Total number / Value = 1`,
  ]);
  expect(await lines(2032)).toEqual([]);
});

/** A sender who is suspended, complains five days in, and is answered in part an hour before the letter leaves. */
async function anAnsweredSender(email: string) {
  const { measureId, subjectId } = await aSuspendedSender(email);
  const [letter] = await db()
    .select()
    .from(misuseLetters)
    .where(eq(misuseLetters.measureId, measureId))
    .orderBy(desc(misuseLetters.composedAt));
  const token = signLink(letter?.id ?? "", secrets().links);
  expect(await appealMisuse(visitor, { token, text: someWords }, after(days(5)))).toMatchObject({ ok: true });
  const [row] = await db().select().from(misuseAppeals).where(eq(misuseAppeals.measureId, measureId));
  const appealId = row?.id ?? "";
  const found = { appealId, finding: "warning", why: "The same claim came six times about one shop." };
  expect(await lookAtMisuseAppeal(amara, found, after(days(6)))).toMatchObject({ ok: true });
  const shorter = { outcome: "partly_reversed", change: "shorter", lastDay: "2016-10-05" };
  const answer = { appealId, ...shorter, reasons: "Two of the six pages were there on the day of the report." };
  expect(await answerMisuseAppeal(amara, answer, after(days(6) + 1_800))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(6) + 3_600));
  return { subjectId, reference: row?.reference };
}

test("R2, M4: suspensions of both sides are counted, and what their people complain of is among the complaints: an account's under its basis, a sender's in the total alone", async () => {
  const { decisionId } = await suspended();
  await anAppeal(db(), decisionId, { at: after(days(4)) });
  const sender = await anAnsweredSender("counted@sender.example");
  const report = await reportOn(2016, "taobao-weitao");
  const internal = "7 / Internal complaints mechanism";
  const all = `${internal} / Number of complaints submitted to the internal-complaints mechanism`;
  const account = `${internal} / Complaint regarding a decision to suspend or terminate an account `;
  expect(filled(report).filter((line) => line.startsWith("7 / "))).toEqual([
    `${all} / Total number / Value = 2`,
    `${all} / Decisions partially reversed / Value = 1`,
    `${all} / Median time / Value = 25`,
    `${account} / Total number / Value = 1`,
    `${about} illegal content  / Total number / Value = 1`,
    `${about} unfounded notices / Total number / Value = 1`,
  ]);
  const asked = { platformId: "taobao-weitao", period: { from: noon(2016, "01-01"), to: noon(2016, "12-31") } };
  const source = { of: "complaints", basis: "all", which: "partly" } as const;
  expect(await thingsBehind(db(), asked, { source, after: null, limit: 10, isCleared: false })).toMatchObject([
    { kind: "suspension", id: sender.subjectId, reference: sender.reference, caseId: null },
  ]);
});

import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { databaseCopies, misuseAppeals, misuseLetters, misuseMeasures } from "@/db/schema";
import { signLink } from "@/lib/decisions/link.rules";
import { secrets } from "@/lib/platform/env";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, aReviewer, days, fieldsOf, someWords, visitor } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { misuseIn, why } from "@/test/misuse";
import { aColleague, anAccount, aReport, givenPacks } from "@/test/town";
import { answerMisuseAppeal, appealMisuse } from "./appeal.command";
import { lookAtMisuseAppeal } from "./look.command";
import { suspendMisuse, warnMisuse } from "./measure.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
let amara: Person;
const { weighed, anIllegalThing, aSuspendedAccount, aWarnedSender, anUnfoundedReport, aSuspendedSender, suspend } =
  misuseIn(db, () => ({ mei, jonas }));
const reporter = { name: "Wilhelmina Brandt", email: "w.brandt@reporter.example" };
const naming = "Wilhelmina Brandt showed us the same thing once more after it.";

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aReviewer(db(), { name: "Jonas Weber" });
  amara = await aReviewer(db(), { name: "Amara Okafor" });
});

const measureOf = async (subjectId: string) =>
  (await db().select().from(misuseMeasures).where(eq(misuseMeasures.subjectId, subjectId)))[0];

test("S6, M1: a warning names neither who reported what was marked nor who decided it", async () => {
  const account = await anAccount(db(), { language: "en" });
  let subjectId = "";
  for (let count = 0; count < 4; count += 1)
    ({ subjectId } = await anIllegalThing(account, after(count), count === 0 ? reporter : undefined));
  for (const text of [naming, `Written by ${reporter.email} on the day.`, "Mei Lin found it plain to see, each time."])
    expect(fieldsOf(await warnMisuse(jonas, { subjectId, why: text }, after(days(1))))).toEqual([
      "why text_names_someone",
    ]);
  expect(await measureOf(subjectId)).toBeUndefined();
  expect(await warnMisuse(jonas, { subjectId, why }, after(days(1)))).toMatchObject({ ok: true });
});

test("S6, M4, B1: no field of a suspension names who reported what was marked: not to the person, and not to the database", async () => {
  const account = await anAccount(db(), { language: "en" });
  await anIllegalThing(account, after(0), reporter);
  const { subjectId } = await aSuspendedAccount(account, { isSuspended: false });
  const whole = { subjectId, lastDay: "2016-10-20", ...weighed };
  for (const field of ["why", "gravity", "consequences", "intentWhy"])
    expect(fieldsOf(await suspendMisuse(jonas, { ...whole, [field]: naming }, after(days(3))))).toEqual([
      `${field} text_names_someone`,
    ]);
  expect(await suspendMisuse(jonas, whole, after(days(3)))).toMatchObject({ ok: true });
  const decisionId = (await measureOf(subjectId))?.decisionId ?? "";
  const [copy] = await db().select().from(databaseCopies).where(eq(databaseCopies.decisionId, decisionId));
  expect(copy?.payload.illegal_content_explanation).toContain(weighed.why);
});

test("S6, M2: what is written to a sender names nobody else who reported; their own name is no secret to them", async () => {
  const email = "own.name@sender.example";
  const sender = await aWarnedSender(email);
  const made = await anUnfoundedReport(email, after(days(2)), true, { name: "Ottoline Marsh" });
  await aReport(db(), made, { ...reporter, receivedAt: after(days(2)) });
  const whole = { subjectId: sender.subjectId, lastDay: "2016-10-20", ...weighed };
  expect(fieldsOf(await suspendMisuse(jonas, { ...whole, why: naming }, after(days(3))))).toEqual([
    "why text_names_someone",
  ]);
  const own = "Ottoline Marsh sent it again, word for word, after the warning.";
  expect(await suspendMisuse(jonas, { ...whole, why: own }, after(days(3)))).toMatchObject({ ok: true });
});

test("S6, M4: the answer to a complaint against a suspension names nobody either", async () => {
  const { measureId, subjectId } = await aSuspendedSender("answered@sender.example");
  expect(await suspend(subjectId, after(days(3)))).toMatchObject({ ok: false });
  const [letter] = await db().select().from(misuseLetters).where(eq(misuseLetters.measureId, measureId));
  const token = signLink(letter?.id ?? "", secrets().links);
  expect(await appealMisuse(visitor, { token, text: someWords }, after(days(4)))).toMatchObject({ ok: true });
  const [appeal] = await db().select().from(misuseAppeals).where(eq(misuseAppeals.measureId, measureId));
  const answer = { appealId: appeal?.id, outcome: "upheld" };
  const found = { appealId: appeal?.id, finding: "suspension", why: "The same claim came six times about one shop." };
  expect(await lookAtMisuseAppeal(amara, found, after(days(5)))).toMatchObject({ ok: true });
  for (const name of ["Jonas Weber", "Mei Lin", "Amara Okafor"])
    expect(
      fieldsOf(
        await answerMisuseAppeal(amara, { ...answer, reasons: `${name} was right in every case.` }, after(days(5))),
      ),
    ).toEqual(["reasons text_names_someone"]);
  const reasons = "The claims were the same each time, and nothing was behind them.";
  expect(await answerMisuseAppeal(amara, { ...answer, reasons }, after(days(5)))).toMatchObject({ ok: true });
});

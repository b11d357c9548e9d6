import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { misuseAppeals, misuseLetters, noticeContacts } from "@/db/schema";
import { signLink } from "@/lib/decisions/link.rules";
import { answerMisuseAppeal, appealMisuse } from "@/lib/misuse/appeal.command";
import { lookAtMisuseAppeal } from "@/lib/misuse/look.command";
import { misuseAtLink } from "@/lib/misuse/own.queries";
import { secrets } from "@/lib/platform/env";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, aReviewer, days, someWords, theWorkerRuns, visitor } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { misuseIn } from "@/test/misuse";
import { aColleague, givenPacks } from "@/test/town";
import { letterLanguageAt } from "./letter-language";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
let amara: Person;
const { aWarnedSender, anUnfoundedReport, suspend } = misuseIn(db, () => ({ mei, jonas }));

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
  amara = await aReviewer(db(), { name: "Amara Okafor" });
});

const reasons = "Two of the six pages were there on the day of the report.";

/** Somebody in Berlin who reads German, suspended until 20 October in Shanghai; the link in the letter that says so. */
async function aSuspendedBerliner(email: string) {
  const { subjectId, measureId } = await aWarnedSender(email);
  await anUnfoundedReport(email, after(days(2)));
  const berlin = { language: "de", zone: "Europe/Berlin" };
  await db().update(noticeContacts).set(berlin).where(eq(noticeContacts.email, email));
  const suspended = await suspend(subjectId, after(days(3)));
  if (!suspended.ok) throw new Error(suspended.reason);
  await theWorkerRuns(db(), after(days(3) + 5));
  const told = and(eq(misuseLetters.measureId, measureId), eq(misuseLetters.kind, "suspension"));
  const [letter] = await db().select().from(misuseLetters).where(told);
  if (!letter) throw new Error("nothing was written");
  return { measureId, letter, token: signLink(letter.id, secrets().links) };
}

test("M4: a suspension's letter names its end where it ends, on the platform's day, wherever its reader is", async () => {
  const { letter } = await aSuspendedBerliner("berlin@sender.example");
  const [said] = letter.parts.find(({ id }) => id === "what")?.paragraphs ?? [];
  expect(said).toContain("bis zum Ende des 20. Oktober 2016 (Chinesische Normalzeit)");
});

test("M4: the page of a suspension speaks its letter's language and shows what was answered, so that its old end misleads nobody", async () => {
  const { measureId, token } = await aSuspendedBerliner("page@sender.example");
  expect(await letterLanguageAt("measure", token)).toBe("de");
  expect(await letterLanguageAt("order", token)).toBeNull();
  expect(await letterLanguageAt("measure", "not-a-link")).toBeNull();
  expect(await appealMisuse(visitor, { token, text: someWords }, after(days(5)))).toMatchObject({ ok: true });
  expect(await misuseAtLink(db(), token, after(days(5)))).toMatchObject({ value: { answer: null } });
  const [row] = await db().select().from(misuseAppeals).where(eq(misuseAppeals.measureId, measureId));
  const appealId = row?.id ?? "";
  expect(
    await lookAtMisuseAppeal(
      amara,
      { appealId, finding: "warning", why: "The same claim came six times about one shop." },
      after(days(6)),
    ),
  ).toMatchObject({ ok: true });
  const shorter = { outcome: "partly_reversed", change: "shorter", lastDay: "2016-09-20", reasons };
  expect(await answerMisuseAppeal(amara, { appealId, ...shorter }, after(days(6)))).toMatchObject({ ok: true });
  const page = await misuseAtLink(db(), token, after(days(7)));
  if (!page.ok) throw new Error(page.reason);
  expect(page.value.answer?.language).toBe("de");
  expect(JSON.stringify(page.value.answer?.parts)).toContain("20. September 2016 (Chinesische Normalzeit)");
});

import { desc, eq, inArray } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import {
  mails,
  misuseAppeals,
  misuseLetters,
  misuseMeasures,
  outbox,
  people,
  qualifications,
  settings,
} from "@/db/schema";
import { readLink, signLink } from "@/lib/decisions/link.rules";
import { recordMailEvent } from "@/lib/decisions/mail-event.command";
import { secrets } from "@/lib/platform/env";
import type { Person } from "@/lib/platform/permissions.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { after, aReviewer, days, someWords, theWorkerRuns, visitor } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { misuseIn } from "@/test/misuse";
import { aColleague, givenPacks } from "@/test/town";
import { answerMisuseAppeal, appealMisuse } from "./appeal.command";
import { appealUntil } from "./letters.store";
import { readMisuseLetter, replaceMisuseLink } from "./link.command";
import { lookAtMisuseAppeal } from "./look.command";
import { misuseView } from "./misuse.queries";
import { misuseAtLink } from "./own.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
let amara: Person;
let hugo: Person;
const { aSuspendedSender } = misuseIn(db, () => ({ mei, jonas }));

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
  amara = await aReviewer(db(), { name: "Amara Okafor" });
  hugo = await aColleague(db(), { name: "Hugo Sand", role: "supervisor" });
});

const found = "The same claim came six times about one shop.";
const reasons = "Two of the six pages were there on the day of the report.";
async function letterOf(measureId: string) {
  const [row] = await db()
    .select()
    .from(misuseLetters)
    .where(eq(misuseLetters.measureId, measureId))
    .orderBy(desc(misuseLetters.composedAt));
  if (!row) throw new Error("nothing was written");
  return row;
}
async function aComplaint(email: string) {
  const suspended = await aSuspendedSender(email);
  const token = signLink((await letterOf(suspended.measureId)).id, secrets().links);
  expect(await appealMisuse(visitor, { token, text: someWords }, after(days(5)))).toMatchObject({ ok: true });
  const ofMeasure = eq(misuseAppeals.measureId, suspended.measureId);
  const [row] = await db().select().from(misuseAppeals).where(ofMeasure);
  const stored = async () => (await db().select().from(misuseAppeals).where(ofMeasure))[0];
  return { ...suspended, appealId: row?.id ?? "", stored };
}
const looks = (appealId: string, by = amara) =>
  lookAtMisuseAppeal(by, { appealId, finding: "warning", why: found }, after(days(6)));
const measureOf = async (measureId: string) =>
  (await db().select().from(misuseMeasures).where(eq(misuseMeasures.id, measureId)))[0];

test("M4, A8: who holds no qualification today neither looks at a complaint about a suspension nor answers it, by hand in the database either", async () => {
  const { appealId } = await aComplaint("qualified@sender.example");
  const upheld = { appealId, outcome: "upheld", reasons };
  expect(await looks(appealId, hugo)).toMatchObject({ reason: "appeal_not_qualified" });
  expect(await answerMisuseAppeal(hugo, upheld, after(days(6)))).toMatchObject({ reason: "appeal_not_qualified" });
  expect(await looks(appealId, jonas)).toMatchObject({ reason: "misuse_own_measure" });
  const byHand = { outcome: "upheld" as const, reasons, decidedBy: hugo.id, decidedAt: after(days(6)) };
  await expect(db().update(misuseAppeals).set(byHand).where(eq(misuseAppeals.id, appealId))).rejects.toThrow();
  expect(await db().select().from(qualifications).where(eq(qualifications.personId, hugo.id))).toEqual([]);
});

test("M4, A9: where the setting asks for it, nobody of the team that suspended answers the complaint, by hand in the database either", async () => {
  const { appealId, stored } = await aComplaint("team@sender.example");
  const near = await aReviewer(db(), { name: "Nora Falk" });
  const teams = async (team: string | null) => {
    await db()
      .update(people)
      .set({ team })
      .where(inArray(people.id, [near.id, jonas.id]));
  };
  await teams("Markets North");
  try {
    expect(await looks(appealId, near)).toMatchObject({ ok: true });
    const value = { platformId: "taobao-weitao", key: "appealsOutsideTeam", value: true, updatedAt: after(days(6)) };
    await db().insert(settings).values(value);
    const upheld = { appealId, outcome: "upheld", reasons };
    expect(await answerMisuseAppeal(near, upheld, after(days(6)))).toMatchObject({ reason: "appeal_own_team" });
    const byHand = { outcome: "upheld" as const, reasons, decidedBy: near.id, decidedAt: after(days(6)) };
    const answering = () => db().update(misuseAppeals).set(byHand).where(eq(misuseAppeals.id, appealId));
    await expect(answering()).rejects.toMatchObject({ code: "42501" });
    expect(await stored()).toMatchObject({ decidedBy: null });
    await teams(null);
    await answering();
    expect(await stored()).toMatchObject({ decidedBy: near.id });
  } finally {
    await teams(null);
    await db().delete(settings).where(eq(settings.key, "appealsOutsideTeam"));
  }
});

test("M4: the suspension is not in view of who answers before they have said what they find, and their finding is kept", async () => {
  const { subjectId, appealId } = await aComplaint("blind@sender.example");
  const seenBy = async (person: Person) => {
    const view = await misuseView(db(), person, subjectId, after(days(6)));
    const [measure] = view.ok ? view.value.measures : [];
    return measure;
  };
  expect(await seenBy(amara)).toMatchObject({
    appeal: { look: "asked", mayAnswer: true, looks: [] },
    ...{ suspendedUntil: null, suspendedWhy: null, assessment: null, letters: [] },
  });
  expect(JSON.stringify(await seenBy(amara))).not.toContain("word for word");
  const upheld = { appealId, outcome: "upheld", reasons };
  expect(await answerMisuseAppeal(amara, upheld, after(days(6)))).toMatchObject({ reason: "appeal_look_first" });
  const early = { outcome: "upheld" as const, reasons, decidedBy: amara.id, decidedAt: after(days(6)) };
  await expect(db().update(misuseAppeals).set(early).where(eq(misuseAppeals.id, appealId))).rejects.toThrow();
  expect(await looks(appealId)).toMatchObject({ ok: true });
  expect(await looks(appealId)).toMatchObject({ reason: "appeal_looked" });
  const open = await seenBy(amara);
  expect(open?.assessment?.count).toBe(6);
  expect(open?.appeal?.looks).toMatchObject([{ finding: "warning", why: found, by: "Amara Okafor" }]);
  // Who suspended never answers, so nothing is hidden from them.
  expect((await seenBy(jonas))?.suspendedWhy).toContain("word for word");
  expect(await answerMisuseAppeal(amara, upheld, after(days(6)))).toMatchObject({ ok: true });
});

test("M4: a complaint that is right in part makes the suspension shorter, and never longer; the person is told until when", async () => {
  const { measureId, appealId, stored } = await aComplaint("shorter@sender.example");
  await looks(appealId);
  const before = await measureOf(measureId);
  const part = { appealId, outcome: "partly_reversed", reasons };
  const answer = (more: object) => answerMisuseAppeal(amara, { ...part, ...more }, after(days(6)));
  expect(await answer({})).toMatchObject({ fields: [{ field: "change", reason: "misuse_change_needed" }] });
  expect(await answer({ change: "shorter" })).toMatchObject({ fields: [{ reason: "misuse_last_day_needed" }] });
  for (const [lastDay, reason] of [
    ["2016-11-20", "misuse_not_shorter"],
    ["2016-09-08", "date_in_past"],
  ])
    expect(await answer({ change: "shorter", lastDay })).toMatchObject({ fields: [{ field: "lastDay", reason }] });
  expect(await answer({ change: "shorter", lastDay: "2016-09-20" })).toMatchObject({ ok: true, value: { takenIn: 0 } });
  const now = await measureOf(measureId);
  expect(now?.state).toBe("suspended");
  expect(now?.suspendedUntil?.getTime()).toBeLessThan(before?.suspendedUntil?.getTime() ?? 0);
  expect(await stored()).toMatchObject({ change: "shorter", untilBefore: before?.suspendedUntil });
  const words = JSON.stringify((await letterOf(measureId)).parts);
  expect(words).toContain("is now shorter");
  expect(words).toContain("20 September 2016");
  const longer = { suspendedUntil: before?.suspendedUntil };
  await expect(db().update(misuseMeasures).set(longer).where(eq(misuseMeasures.id, measureId))).rejects.toThrow();
});

test("M4: a warning may take the place of a suspension; what was held is taken in, and the warning is one of its own", async () => {
  const { subjectId, measureId, appealId } = await aComplaint("warned-instead@sender.example");
  await looks(appealId);
  const part = { appealId, outcome: "partly_reversed", change: "warning", reasons };
  expect(await answerMisuseAppeal(amara, part, after(days(6)))).toMatchObject({ ok: true });
  expect(await measureOf(measureId)).toMatchObject({ state: "ended", endedHow: "appeal" });
  const all = await db().select().from(misuseMeasures).where(eq(misuseMeasures.subjectId, subjectId));
  expect(all.filter(({ state }) => state === "warned")).toMatchObject([{ warnedBy: amara.id, warnedWhy: reasons }]);
  expect(JSON.stringify((await letterOf(measureId)).parts)).toContain("a warning takes the place");
});

test("A2, M4: where the letter about a suspension came back, the six months begin when its link is opened, and not before", async () => {
  const email = "back@sender.example";
  const { measureId } = await aSuspendedSender(email);
  const letter = await letterOf(measureId);
  const [sent] = await db()
    .select({ messageId: outbox.messageId })
    .from(mails)
    .innerJoin(outbox, eq(outbox.id, mails.outboxId))
    .where(eq(outbox.dedupeKey, `misuse ${letter.id}`));
  const back = {
    messageId: sent?.messageId,
    event: "bounced",
    at: after(days(3)).toISOString(),
    reason: "no such box",
  };
  expect(await recordMailEvent({ kind: "system", name: "outbox" }, back, after(days(3)))).toMatchObject({ ok: true });
  const token = signLink(letter.id, secrets().links);
  const may = async (day: number) => {
    const page = await misuseAtLink(db(), token, after(days(day)));
    return page.ok && page.value.mayAppeal;
  };
  const lastDay = async () => {
    const page = await misuseAtLink(db(), token, after(days(301)));
    return page.ok && page.value.window.endsOn;
  };
  expect(await may(300)).toBe(true);
  expect(await lastDay()).toBeNull();
  expect(await readMisuseLetter(visitor, { token }, after(days(300)))).toMatchObject({ ok: true });
  const { zone } = await letterOf(measureId);
  expect(await lastDay()).toBe(dayIn(appealUntil(after(days(300)), zone), zone));
  expect(await may(470)).toBe(true);
  expect(await may(500)).toBe(false);
  expect(await appealMisuse(visitor, { token, text: someWords }, after(days(500)))).toMatchObject({
    reason: "appeal_window_closed",
  });
  expect(await appealMisuse(visitor, { token, text: someWords }, after(days(470)))).toMatchObject({ ok: true });
});

test("AE2, M4: a link to a suspension that somebody else has is replaced like a statement's: the old one opens and files nothing", async () => {
  const email = "stolen@sender.example";
  const { measureId } = await aSuspendedSender(email);
  const letter = await letterOf(measureId);
  const old = signLink(letter.id, secrets().links);
  const note = "A neighbour has forwarded the mail to others.";
  const replace = (more: object) =>
    replaceMisuseLink(jonas, { measureId, why: "wrong_person", note, send: false, ...more }, after(days(4)));
  expect(await replace({ send: true })).toMatchObject({ reason: "link_wrong_address" });
  expect(await replaceMisuseLink(mei, { measureId, why: "lost", note, send: false }, after(days(4)))).toMatchObject({
    code: "forbidden",
  });
  const made = await replace({});
  const token = made.ok ? (made.value.link?.split("/measure/")[1] ?? "") : "";
  expect(readLink(token, secrets().links)).toEqual({ id: letter.id, serial: 1 });
  expect(await misuseAtLink(db(), old, after(days(5)))).toMatchObject({ reason: "link_replaced" });
  expect(await appealMisuse(visitor, { token: old, text: someWords }, after(days(5)))).toMatchObject({
    reason: "link_replaced",
  });
  // Nobody whose link it is has been told yet: their six months begin with the new link, however late.
  expect(await readMisuseLetter(visitor, { token }, after(days(400)))).toMatchObject({ ok: true });
  expect(await appealMisuse(visitor, { token, text: someWords }, after(days(570)))).toMatchObject({ ok: true });
  const again = await replaceMisuseLink(
    jonas,
    { measureId, why: "lost", note: "The person deleted the mail.", send: true },
    after(days(571)),
  );
  expect(again).toMatchObject({ ok: true, value: { serial: 2, link: null } });
  await theWorkerRuns(db(), after(days(571) + 5));
  const sent = await db().select().from(mails).where(eq(mails.toAddress, email));
  const renewed = sent.filter(({ body }) => body.includes(signLink(letter.id, secrets().links, 2)));
  expect(renewed).toMatchObject([{ subject: letter.subject }]);
  expect(renewed[0]?.body).not.toContain(old);
});

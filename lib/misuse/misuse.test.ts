import { and, eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import {
  heldNotices,
  mails,
  misuseAppeals,
  misuseLetters,
  misuseMarks,
  misuseMeasures,
  noticeItems,
  notices,
} from "@/db/schema";
import { signLink } from "@/lib/decisions/link.rules";
import { submitNotice } from "@/lib/intake/commands";
import { trackNotice } from "@/lib/intake/queries";
import { secrets } from "@/lib/platform/env";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, aReviewer, days, someWords, theWorkerRuns, visitor } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { misuseIn } from "@/test/misuse";
import { aColleague, auditOf, givenPacks } from "@/test/town";
import { answerMisuseAppeal, appealMisuse } from "./appeal.command";
import { lookAtMisuseAppeal } from "./look.command";
import { unmarkMisuse } from "./mark.command";
import { endDueMisuse, suspendMisuse } from "./measure.command";
import { misusePage, misuseView } from "./misuse.queries";
import { misuseAtLink } from "./own.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
let amara: Person;
const { anUnfoundedReport, weighed, suspend, aWarnedSender, aSuspendedSender } = misuseIn(db, () => ({ mei, jonas }));

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
  amara = await aReviewer(db(), { name: "Amara Okafor" });
});

const lettersOf = (measureId: string) =>
  db().select().from(misuseLetters).where(eq(misuseLetters.measureId, measureId)).orderBy(misuseLetters.composedAt);
const mailsTo = (to: string) => db().select().from(mails).where(eq(mails.toAddress, to)).orderBy(mails.sentAt);
let places = 0;
const aNotice = (email: string, more: object = {}) => ({
  platform: "taobao-weitao",
  legalClaim: true,
  explanation: "This shop sells nothing but fakes.",
  items: [{ location: `https://taobao-weitao.example/held-${places++}` }],
  email,
  goodFaith: true,
  ...more,
});

test("M3: the form demands all four factors, and the share is counted by the server and cannot be sent", async () => {
  const { subjectId } = await aSuspendedSender("factors@sender.example");
  const { gravity: _, ...three } = weighed;
  expect(await suspendMisuse(jonas, { subjectId, lastDay: "2016-10-20", ...three }, after(days(3)))).toMatchObject({
    fields: [{ field: "gravity" }],
  });
  const [measure] = await db().select().from(misuseMeasures).where(eq(misuseMeasures.subjectId, subjectId));
  expect(measure?.assessment).toMatchObject({ count: 6, total: 9, ratio: 6667, intent: "deliberate" });
  const view = await misuseView(db(), jonas, subjectId, after(days(3)));
  expect(view).toMatchObject({
    value: { counts: { count: 6, total: 9, ratio: 6667 }, thresholds: { count: 5, percent: 30 } },
  });
});

test("M4: the suspension cites the clause of the published policy, gives reasons and redress, and never who reported or decided", async () => {
  const { measureId } = await aSuspendedSender("letter@sender.example");
  const [warning, suspension] = await lettersOf(measureId);
  expect([warning?.kind, suspension?.kind]).toEqual(["warning", "suspension"]);
  const words = JSON.stringify(suspension?.parts);
  for (const said of [
    "part 2 of our policy on misuse",
    "/terms/taobao-weitao/misuse",
    "6 of 9",
    "66.67%",
    weighed.why,
    "A person decided this",
    "The certified bodies are listed here: https://",
    "/dispute-bodies?language=en",
    "court at any time",
  ])
    expect(words).toContain(said);
  expect(words).not.toMatch(/Jonas|Mei Lin/);
  const sent = await mailsTo("letter@sender.example");
  expect(sent.filter(({ kind }) => kind === "mail.misuse")).toHaveLength(2);
});

test("M2: a new notice of a suspended sender is stored, told not to be processed and until when; other senders are unaffected", async () => {
  const email = "held@sender.example";
  const { measureId } = await aSuspendedSender(email);
  const at = after(days(4));
  const held = await submitNotice(visitor, aNotice(email), { channel: "form" }, at);
  const other = await submitNotice(visitor, aNotice("other@sender.example"), { channel: "form" }, at);
  if (!held.ok || !other.ok) throw new Error("a notice was refused");
  // Who typed the address into the form learns nothing: both answers look the same.
  expect(Object.keys(held.value)).toEqual(Object.keys(other.value));
  const tracked = async ({ reference, trackingUrl }: { reference: string; trackingUrl: string }) => {
    const page = await trackNotice(db(), reference, new URL(trackingUrl).searchParams.get("key"), visitor, at);
    if (!page.ok) return page.reason;
    const { reference: _, items, ...rest } = page.value;
    return { ...rest, items: items.map(({ location: __, ...item }) => item) };
  };
  expect(await tracked(held.value)).toEqual(await tracked(other.value));
  const rowsOf = async (reference: string) =>
    db()
      .select({ id: noticeItems.id })
      .from(noticeItems)
      .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
      .where(eq(notices.reference, reference));
  expect([(await rowsOf(held.value.reference)).length, (await rowsOf(other.value.reference)).length]).toEqual([0, 1]);
  expect(await db().select().from(heldNotices).where(eq(heldNotices.measureId, measureId))).toHaveLength(1);
  await theWorkerRuns(db(), after(days(4) + 5));
  const told = (await mailsTo(email)).filter(({ kind }) => kind === "mail.not_processed");
  expect(told).toHaveLength(1);
  expect(told[0]?.body).toContain("are not processed until the end of 20 October 2016");
  expect(told[0]?.body).toContain(held.value.reference);
  const receipts = (await mailsTo("other@sender.example")).map(({ kind }) => kind);
  expect(receipts).toEqual(["mail.receipt"]);
});

test("M2: abuse of a child is looked at whoever reports it, also a suspended sender", async () => {
  const email = "child@sender.example";
  await aSuspendedSender(email);
  const raw = aNotice(email, { childAbuseClaim: true });
  const sent = await submitNotice(visitor, raw, { channel: "form" }, after(days(4)));
  const reference = sent.ok ? sent.value.reference : "";
  const [row] = await db().select({ id: notices.id }).from(notices).where(eq(notices.reference, reference));
  expect(
    await db()
      .select()
      .from(noticeItems)
      .where(eq(noticeItems.noticeId, row?.id ?? "")),
  ).toHaveLength(1);
});

test("M1, M2: a suspension ends by itself on its day, to the moment, and the person is told", async () => {
  const email = "ends@sender.example";
  const { measureId, subjectId } = await aSuspendedSender(email);
  const last = new Date("2016-10-20T15:59:59.999Z");
  await endDueMisuse(db(), new Date(last.getTime() - 1));
  const stateOf = async () =>
    (await db().select().from(misuseMeasures).where(eq(misuseMeasures.id, measureId)))[0]?.state;
  expect(await stateOf()).toBe("suspended");
  // Even before the schedule comes round, the day is over by the clock.
  const sent = await submitNotice(visitor, aNotice(email), { channel: "form" }, last);
  expect(sent.ok && (await db().select().from(heldNotices).where(eq(heldNotices.measureId, measureId)))).toHaveLength(
    0,
  );
  await endDueMisuse(db(), last);
  expect(await stateOf()).toBe("ended");
  expect((await auditOf(db(), measureId))[0]).toMatchObject({ verb: "misuse.end" });
  expect((await lettersOf(measureId)).map(({ kind }) => kind)).toEqual(["warning", "suspension", "ended"]);
  expect(await suspend(subjectId, new Date("2016-10-21T00:00:00Z"), "2016-11-01")).toMatchObject({
    reason: "misuse_warn_first",
  });
});

test("M2: what was reported while its sender was suspended is taken in by itself when the suspension reaches its day, once", async () => {
  const email = "waited@sender.example";
  const { measureId } = await aSuspendedSender(email);
  const sent = await submitNotice(visitor, aNotice(email), { channel: "form" }, after(days(4)));
  expect(sent.ok).toBe(true);
  const held = async () => (await db().select().from(heldNotices).where(eq(heldNotices.measureId, measureId)))[0];
  expect(await held()).toMatchObject({ takenInAt: null });
  const last = new Date("2016-10-20T15:59:59.999Z");
  await endDueMisuse(db(), last);
  await theWorkerRuns(db(), new Date(last.getTime() + 1000));
  expect((await held())?.takenInAt).not.toBeNull();
  const receipts = async () => (await mailsTo(email)).filter(({ kind }) => kind === "mail.receipt").length;
  const before = await receipts();
  await endDueMisuse(db(), new Date(last.getTime() + 60_000));
  await theWorkerRuns(db(), new Date(last.getTime() + 61_000));
  expect(await receipts()).toBe(before);
});

test("M4, AE3: the sender contests the suspension; somebody else answers and says what tools did, it falls, and what was held is taken in", async () => {
  const email = "wins@sender.example";
  const { measureId, subjectId } = await aSuspendedSender(email);
  const held = await submitNotice(visitor, aNotice(email), { channel: "form" }, after(days(4)));
  expect(held.ok).toBe(true);
  const letter = (await lettersOf(measureId)).find(({ kind }) => kind === "suspension");
  const token = signLink(letter?.id ?? "", secrets().links);
  expect(await misuseAtLink(db(), token, after(days(4)))).toMatchObject({
    value: { state: "suspended", mayAppeal: true },
  });
  expect(await misuseAtLink(db(), `${token.slice(0, -1)}_`, after(days(4)))).toMatchObject({ ok: false });
  const filed = await appealMisuse(visitor, { token, text: someWords }, after(days(5)));
  expect(filed).toMatchObject({ ok: true });
  expect(await appealMisuse(visitor, { token, text: someWords }, after(days(5)))).toMatchObject({
    reason: "appeal_already_filed",
  });
  const [appeal] = await db().select().from(misuseAppeals).where(eq(misuseAppeals.measureId, measureId));
  const answer = { appealId: appeal?.id, outcome: "reversed", reasons: "Three of the reports were right after all." };
  expect(await answerMisuseAppeal(jonas, answer, after(days(6)))).toMatchObject({ reason: "misuse_own_measure" });
  const own = { outcome: "upheld", reasons: "No.", decidedBy: jonas.id, decidedAt: after(days(6)) } as const;
  await expect(db().update(misuseAppeals).set(own).where(eq(misuseAppeals.measureId, measureId))).rejects.toThrow();
  const found = { appealId: appeal?.id, finding: "nothing", why: "Three of the pages were there on those days." };
  expect(await lookAtMisuseAppeal(amara, found, after(days(6)))).toMatchObject({ ok: true });
  expect(await answerMisuseAppeal(amara, answer, after(days(6)))).toMatchObject({ ok: true, value: { takenIn: 1 } });
  // What was found to bear no measure counts no longer, and cannot be warned for again.
  const cleared = await misuseView(db(), amara, subjectId, after(days(6)));
  expect(cleared).toMatchObject({ value: { counts: { count: 0 }, cannotWarn: expect.any(String) } });
  expect(cleared.ok && cleared.value.marks.map(({ counts }) => counts)).not.toContain(true);
  await theWorkerRuns(db(), after(days(6) + 5));
  const [taken] = await db().select().from(heldNotices).where(eq(heldNotices.measureId, measureId));
  expect(taken?.takenInAt).not.toBeNull();
  const answered = JSON.stringify((await lettersOf(measureId)).find(({ kind }) => kind === "appeal_answer")?.parts);
  for (const said of [
    "No automated tool took part",
    "A person decided on your complaint.",
    "/dispute-bodies?language=en",
  ])
    expect(answered).toContain(said);
  const kinds = (await mailsTo(email)).map(({ kind }) => kind);
  expect(kinds).toContain("mail.receipt");
  expect(kinds.filter((kind) => kind === "mail.misuse").length).toBeGreaterThan(2);
  const again = await submitNotice(visitor, aNotice(email), { channel: "form" }, after(days(7)));
  expect(again.ok && (await db().select().from(heldNotices).where(eq(heldNotices.measureId, measureId)))).toHaveLength(
    1,
  );
});

test("a warning that nothing followed lapses by itself, and the next suspension needs a new one", async () => {
  const { measureId, subjectId } = await aWarnedSender("lapses@sender.example");
  const lapsed = after(days(1 + 180));
  await endDueMisuse(db(), lapsed);
  const measure = async () => (await db().select().from(misuseMeasures).where(eq(misuseMeasures.id, measureId)))[0];
  expect((await measure())?.state).toBe("warned");
  await endDueMisuse(db(), new Date(lapsed.getTime() + 1));
  expect(await measure()).toMatchObject({ state: "ended", endedHow: "lapsed" });
  expect((await lettersOf(measureId)).map(({ kind }) => kind)).toEqual(["warning"]);
  expect(await suspend(subjectId, after(days(183)), "2017-03-20")).toMatchObject({ reason: "misuse_warn_first" });
});

test("the page lists who comes near the threshold, nearest first; a mark taken back counts no longer; moderators do not see it", async () => {
  const { subjectId, noticeId } = await anUnfoundedReport("near@sender.example", after(0));
  const page = await misusePage(db(), amara, after(days(3)));
  // Whose marks were all taken back stays listed after them.
  const rows = page.ok ? page.value.rows.filter(({ counts }) => counts.count > 0) : [];
  expect(rows.at(-1)).toMatchObject({ id: subjectId, who: "near@sender.example", counts: { count: 1 }, isOver: false });
  expect(await misusePage(db(), mei, after(days(3)))).toMatchObject({ code: "forbidden" });
  const auditor = await aColleague(db(), { role: "auditor" });
  const seen = await misuseView(db(), auditor, subjectId, after(days(3)));
  expect(seen.ok && seen.value.who, "an address is for whoever answers people").toBe("ne…@sender.example");
  const [mark] = await db().select().from(misuseMarks).where(eq(misuseMarks.noticeId, noticeId));
  expect(await unmarkMisuse(mei, { markId: mark?.id }, after(50))).toMatchObject({ ok: true });
  expect(await misuseView(db(), amara, subjectId, after(60))).toMatchObject({ value: { counts: { count: 0 } } });
});

test("whoever was marked is on one of the pages, each once, the last marked first", async () => {
  for (const [at, name] of ["one", "two", "three"].entries())
    await anUnfoundedReport(`${name}@pages.example`, after(200 + at));
  const whole = await misusePage(db(), amara, after(days(3)), { limit: 500 });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await misusePage(db(), amara, after(days(3)), { limit: 1, ...(cursor ? { after: cursor } : {}) });
    if (!page.ok) throw new Error(page.reason);
    seen.push(...page.value.rows.map(({ who }) => who));
    cursor = page.value.next ?? undefined;
  } while (cursor);
  expect(seen.filter((who) => who.endsWith("@pages.example"))).toEqual(
    ["three", "two", "one"].map((name) => `${name}@pages.example`),
  );
  const all = (whole.ok ? whole.value.rows : []).map(({ who }) => who);
  expect([seen.length, new Set(seen)]).toEqual([all.length, new Set(all)]);
  expect(await misusePage(db(), amara, after(days(3)), { after: "nonsense" })).toMatchObject({ code: "invalid" });
});

test("M1: the database itself suspends nobody who was not warned before, and no measure goes back", async () => {
  const { measureId } = await aSuspendedSender("guard@sender.example");
  await expect(
    db().execute(sql`update misuse_measures set state = 'warned' where id = ${measureId}`),
  ).rejects.toThrow();
  await expect(
    db().execute(
      sql`update misuse_measures set suspended_until = suspended_until + interval '1 year' where id = ${measureId}`,
    ),
  ).rejects.toThrow();
  const all = await db()
    .select()
    .from(misuseMeasures)
    .where(and(eq(misuseMeasures.id, measureId)));
  expect(all).toMatchObject([{ state: "suspended" }]);
});

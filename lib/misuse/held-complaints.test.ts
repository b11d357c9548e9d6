import { asc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import {
  appealAttachments,
  appeals,
  decisions,
  heldAppeals,
  mails,
  mediaFiles,
  misuseMeasures,
  searchDocuments,
} from "@/db/schema";
import { decisionAtLink } from "@/lib/appeals/addressee.queries";
import { fileAppeal } from "@/lib/appeals/file.command";
import { lookUp } from "@/lib/appeals/lookup.queries";
import { SearchRequest } from "@/lib/appeals/search.contract";
import { search } from "@/lib/appeals/search.queries";
import { cleanFiles } from "@/lib/intake/media.store";
import type { Person } from "@/lib/platform/permissions.rules";
import { backfillAgain, backfillSearch } from "@/lib/search/backfill.store";
import { after, aReviewer, days, linkOf, someWords, theWorkerRuns, visitor } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { misuseIn } from "@/test/misuse";
import { aColleague, auditOf, givenPacks } from "@/test/town";
import { endDueMisuse, liftMisuse } from "./measure.command";
import { misuseView } from "./misuse.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
let amara: Person;
const { anUnfoundedReport, aSuspendedSender } = misuseIn(db, () => ({ mei, jonas }));
/** The last moment of the town's suspensions. */
const end = new Date("2016-10-20T15:59:59.999Z");

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aReviewer(db(), { name: "Jonas Weber" });
  amara = await aReviewer(db(), { name: "Amara Okafor" });
});

const words = new TextEncoder().encode("The page was there on the day of the report.");
const mailsTo = (to: string) => db().select().from(mails).where(eq(mails.toAddress, to)).orderBy(mails.sentAt);
const heldOf = async (measureId: string) => db().select().from(heldAppeals).where(eq(heldAppeals.measureId, measureId));

/** A suspended sender who complains of what became of a report, with a file that shows it. */
async function aHeldComplaint(email: string, files = [{ name: "page.txt", bytes: words }], text = someWords) {
  const sender = await aSuspendedSender(email);
  const fresh = await anUnfoundedReport(email, after(days(3) + 60), false);
  await theWorkerRuns(db(), after(days(4)));
  const { token, statementId } = await linkOf(db(), fresh.decisionId, "notifier");
  const filed = await fileAppeal(visitor, { token, text }, after(days(5)), null, files);
  if (!filed.ok) throw new Error(JSON.stringify(filed));
  await theWorkerRuns(db(), after(days(5) + 5));
  return { ...sender, ...filed.value, decisionId: fresh.decisionId, token, statementId };
}
const appealOf = async (statementId: string) =>
  (await db().select().from(appeals).where(eq(appeals.statementId, statementId)))[0];

test("M2: a complaint of a suspended sender is kept and not processed, and they are told until when", async () => {
  const email = "complains@sender.example";
  const { measureId, subjectId, statementId, token, reference, heldUntil } = await aHeldComplaint(email);
  expect(heldUntil).toBe(end.toISOString());
  expect(await heldOf(measureId)).toMatchObject([{ reference, text: someWords, takenInAt: null }]);
  expect(await appealOf(statementId), "nobody works on it").toBeUndefined();
  const told = (await mailsTo(email)).filter(({ kind }) => kind === "mail.appeal_held");
  expect(told).toHaveLength(1);
  for (const said of [
    reference,
    "are not processed until the end of 20 October 2016",
    "no time limit of yours runs out",
  ])
    expect(told[0]?.body).toContain(said);
  const page = await decisionAtLink(db(), token, after(days(5)));
  expect(page).toMatchObject({
    value: { mayAppeal: false, held: { reference, until: "2016-10-20", untilZone: "Asia/Shanghai" }, appeal: null },
  });
  expect(await fileAppeal(visitor, { token, text: someWords }, after(days(6)))).toMatchObject({
    reason: "appeal_already_filed",
  });
  const view = await misuseView(db(), amara, subjectId, after(days(6)));
  expect(view).toMatchObject({ value: { measures: [{ heldAppeals: 1 }] } });
});

test("a complaint that is kept is found under its reference by who may see appeals, and by nobody else; once filed it is the appeal", async () => {
  const { measureId, reference, statementId } = await aHeldComplaint("found@sender.example");
  const foundBy = async (person: Person) => {
    const answer = await lookUp(db(), person, reference.toLowerCase().replaceAll("-", ""));
    return answer.ok ? answer.value.found : [];
  };
  const [held] = await heldOf(measureId);
  expect(await foundBy(amara)).toMatchObject([{ kind: "held_appeal", id: held?.id, reference }]);
  expect(await foundBy(mei)).toEqual([]);
  const lifted = await liftMisuse(jonas, { measureId, why: "Enough time has passed for this one." }, after(days(6)));
  expect(lifted).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(6) + 5));
  const appeal = await appealOf(statementId);
  expect(await foundBy(amara)).toMatchObject([{ kind: "appeal", id: appeal?.id, reference }]);
});

test("a complaint is found by its words by who may see appeals, and by nobody else: while it is kept, once it is filed, and until its words are deleted", async () => {
  const word = "chrysoberyl";
  const { measureId, statementId } = await aHeldComplaint(
    "words@sender.example",
    [],
    `The ${word} was there on that day.`,
  );
  const foundBy = async (person: Person, more: object = {}) => {
    const answer = await search(db(), SearchRequest.parse({ q: word, ...more }), person, after(days(6)));
    return answer.ok ? answer.value.hits : [];
  };
  const [held] = await heldOf(measureId);
  const [hit, ...others] = await foundBy(amara);
  expect(others).toEqual([]);
  expect(hit).toMatchObject({ kind: "held_appeal", id: held?.id, href: `/cases/${hit?.href.split("/").at(-1)}` });
  expect(await foundBy(amara, { kind: "held_appeal" })).toHaveLength(1);
  expect(await foundBy(mei), "moderators see no appeals").toEqual([]);
  await liftMisuse(jonas, { measureId, why: "Enough time has passed for this one." }, after(days(6)));
  await theWorkerRuns(db(), after(days(6) + 5));
  const appeal = await appealOf(statementId);
  expect(await foundBy(amara)).toMatchObject([{ kind: "appeal", id: appeal?.id, href: `/appeals/${appeal?.id}` }]);
  expect(await foundBy(mei)).toEqual([]);
  await db().delete(searchDocuments);
  expect(await foundBy(amara)).toEqual([]);
  await backfillAgain(db());
  while ((await backfillSearch(db(), after(days(7)))) > 0);
  expect(await foundBy(amara), "what was there before is found too").toMatchObject([
    { kind: "appeal", id: appeal?.id },
  ]);
});

test("M2: what was kept of their complaints is filed by itself when the suspension ends, with its files and its reference", async () => {
  const email = "ends@complains.example";
  const { measureId, statementId, reference } = await aHeldComplaint(email);
  await cleanFiles(db(), after(days(20)));
  expect((await db().select().from(mediaFiles)).length, "its file waits with it").toBeGreaterThan(0);
  await endDueMisuse(db(), new Date(end.getTime() - 1));
  await theWorkerRuns(db(), new Date(end.getTime() - 1));
  expect(await appealOf(statementId)).toBeUndefined();
  await endDueMisuse(db(), end);
  await theWorkerRuns(db(), end);
  const appeal = await appealOf(statementId);
  expect(appeal).toMatchObject({ reference, text: someWords, state: "received", receivedAt: after(days(5)) });
  expect(appeal?.dueAt.getTime(), "its answer is due from then on").toBeGreaterThan(end.getTime());
  const kept = eq(appealAttachments.appealId, appeal?.id ?? "");
  expect(await db().select().from(appealAttachments).where(kept)).toMatchObject([{ name: "page.txt" }]);
  expect(await heldOf(measureId)).toMatchObject([{ takenInAt: end, appealId: appeal?.id }]);
  expect((await mailsTo(email)).map(({ kind }) => kind)).toContain("mail.appeal_receipt");
  expect((await auditOf(db(), appeal?.id ?? ""))[0]).toMatchObject({ verb: "appeal.take_in" });
});

test("M2: a suspension that is lifted lets their complaints in at once", async () => {
  const { measureId, statementId, reference } = await aHeldComplaint("lifted@complains.example", []);
  const why = "Half of the reports were about what was really there.";
  expect(await liftMisuse(amara, { measureId, why }, after(days(7)))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(7) + 5));
  expect(await appealOf(statementId)).toMatchObject({ reference, state: "received" });
});

test("A1, M2: nobody loses their six months by waiting: what came in time counts as filed in time", async () => {
  const email = "window@complains.example";
  const { measureId, statementId } = await aHeldComplaint(email, []);
  // The window closes while it waits, because nobody ran the desk for a year.
  const late = new Date("2017-10-20T00:00:00Z");
  await endDueMisuse(db(), late);
  await theWorkerRuns(db(), late);
  expect(await appealOf(statementId)).toMatchObject({ state: "received", receivedAt: after(days(5)) });
  expect((await heldOf(measureId))[0]?.notTakenWhy).toBeNull();
});

test("M2: what there is nothing left to complain of, when its turn comes, is written down as such, and they are told with its reference", async () => {
  const email = "gone@complains.example";
  const { measureId, statementId, decisionId, reference, token } = await aHeldComplaint(email, []);
  await db()
    .update(decisions)
    .set({ reversedAt: after(days(6)) })
    .where(eq(decisions.id, decisionId));
  await endDueMisuse(db(), end);
  await theWorkerRuns(db(), end);
  expect(await appealOf(statementId)).toBeUndefined();
  expect(await heldOf(measureId)).toMatchObject([{ takenInAt: end, notTakenWhy: "appeal_decision_reversed" }]);
  const told = (await mailsTo(email)).filter(({ body }) => body.includes("no longer stands"));
  expect(told).toHaveLength(1);
  expect(told[0]?.body).toContain(reference);
  expect(await decisionAtLink(db(), token, end)).toMatchObject({
    value: { held: null, dropped: { reference, text: someWords }, mayAppeal: false },
  });
});

test("M2: a complaint that is kept stays as it came in: nobody changes or deletes it, and none is taken in twice", async () => {
  const { measureId } = await aHeldComplaint("frozen@complains.example", []);
  const own = eq(heldAppeals.measureId, measureId);
  await expect(db().update(heldAppeals).set({ text: "Nothing." }).where(own)).rejects.toThrow();
  await expect(db().delete(heldAppeals).where(own)).rejects.toThrow();
  await endDueMisuse(db(), end);
  await theWorkerRuns(db(), end);
  await expect(
    db()
      .update(heldAppeals)
      .set({ takenInAt: after(1) })
      .where(own),
  ).rejects.toThrow();
  const measures = await db().select().from(misuseMeasures).orderBy(asc(misuseMeasures.id));
  expect(measures.every(({ state }) => state === "ended")).toBe(true);
});

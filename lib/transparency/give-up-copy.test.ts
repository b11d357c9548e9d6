import { desc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditEntries, databaseCopies, databaseCopyActs, databaseSubmissions } from "@/db/schema";
import { reviewCopy } from "@/lib/decisions/copy-review.command";
import { copyToReview, waitingCopies } from "@/lib/decisions/copy-review.queries";
import type { Person } from "@/lib/platform/permissions.rules";
import { aSendingDesk, platform } from "@/test/sending-desk";
import { submissionOf } from "@/test/statements-due";
import { aColleague } from "@/test/town";
import { giveUpCopy, reopenCopy } from "./give-up-copy.command";
import { settleSubmission } from "./settle-submission.command";
import { databaseLanes, heldSubmissions, notSent, reconciliation } from "./submissions.queries";

const desk = aSendingDesk();
const { db, due, send, timesOf } = desk;
const why = "The content is of 1999, which the database takes for no date.";
let jonas: Person;
let lucia: Person;

beforeAll(async () => {
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
  lucia = await aColleague(db(), { name: "Lucia Ferri", role: "admin" });
});

async function aCopy(state: "to_review" | "ready") {
  const [puid = ""] = await due(1);
  const [copy] = await db().update(databaseCopies).set({ state }).where(eq(databaseCopies.puid, puid)).returning();
  if (!copy) throw new Error("no copy");
  return { puid, copyId: copy.id, decisionId: copy.decisionId };
}
const range = () => ({ platformId: platform, from: new Date("2010-01-01"), to: new Date("2030-01-01") });
const days = async () => {
  const all = await reconciliation(db(), { ...range(), now: desk.now() });
  const gaps = all.flatMap((day) => day.gaps);
  const of = (reason: string) => gaps.filter((gap) => gap.reason === reason).reduce((sum, gap) => sum + gap.count, 0);
  const accepted = all.reduce((sum, day) => sum + day.accepted, 0);
  return { accepted, givenUp: of("given_up"), waiting: of("to_review") + of("waiting") };
};
const waiting = async () => (await waitingCopies(db(), jonas, undefined)).items.map(({ id }) => id);
const lane = async () => (await databaseLanes(db())).find(({ platformId }) => platformId === platform)?.counts;

test("a copy that cannot be mended is closed with a reason and by name, and is a gap, never accepted, until it is reopened", async () => {
  const { puid, copyId } = await aCopy("to_review");
  const before = { ...(await days()), lane: await lane() };
  expect(before.waiting).toBe(1);
  expect(await giveUpCopy(jonas, { copyId, why: "no" }, desk.now())).toMatchObject({ fields: [{ field: "why" }] });
  for (const nobody of [desk.mei, await aColleague(db(), { role: "auditor" })])
    expect(await giveUpCopy(nobody, { copyId, why }, desk.now())).toMatchObject({ code: "forbidden" });
  expect(await giveUpCopy(jonas, { copyId, why }, desk.now())).toEqual({ ok: true, value: { copyId } });

  const [entry] = await db().select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1);
  expect(entry).toMatchObject({
    ...{ verb: "database.give_up", outcome: "done", actorId: jonas.id, chain: platform, subjectId: copyId },
  });
  expect(await waiting()).not.toContain(copyId);
  expect(await days()).toEqual({ accepted: before.accepted, givenUp: before.givenUp + 1, waiting: 0 });
  expect(await lane()).toMatchObject({ to_review: 0, waiting: 0, given_up: (before.lane?.given_up ?? 0) + 1 });
  expect(await notSent(db(), jonas, range())).toContainEqual(
    expect.objectContaining({ copyId, by: "Jonas Weber", at: desk.now().toISOString(), why }),
  );
  expect(await copyToReview(db(), jonas, copyId)).toMatchObject({
    state: "given_up",
    notSent: { by: "Jonas Weber", why },
  });
  await send();
  expect(timesOf(puid)).toEqual([]);

  expect(await giveUpCopy(lucia, { copyId, why }, desk.now())).toMatchObject({ reason: "copy_given_up" });
  const release = { copyId, use: "as_is", reason: "It is fine." };
  expect(await reviewCopy(jonas, release, desk.now())).toMatchObject({ code: "stale", reason: "copy_given_up" });

  expect(await reopenCopy(lucia, { copyId, why: "Its date was read wrongly." }, desk.now())).toMatchObject({
    ok: true,
  });
  expect(await waiting()).toContain(copyId);
  expect(await days()).toEqual({ accepted: before.accepted, givenUp: before.givenUp, waiting: 1 });
  expect((await notSent(db(), jonas, range())).map((one) => one.copyId)).not.toContain(copyId);
  expect((await reviewCopy(jonas, release, desk.now())).ok).toBe(true);
  const history = (await copyToReview(db(), jonas, copyId))?.history.map(({ kind, by, why: said }) => [kind, by, said]);
  expect(history, "nothing of it is forgotten").toEqual([
    ["given_up", "Jonas Weber", why],
    ["reopened", "Lucia Ferri", "Its date was read wrongly."],
    ["released", "Jonas Weber", "It is fine."],
  ]);
  await expect(db().update(databaseCopyActs).set({ why: "other" })).rejects.toThrow();
  await send();
  expect(timesOf(puid)).toEqual([1]);
  expect(await reopenCopy(lucia, { copyId, why }, desk.now())).toMatchObject({ reason: "copy_not_given_up" });
  expect(await giveUpCopy(lucia, { copyId, why }, desk.now())).toMatchObject({ reason: "copy_on_its_way" });
});

test("one that the database refused is closed as well, and reopened it is held again with what was said, and not sent by itself", async () => {
  const { puid, copyId } = await aCopy("ready");
  desk.server.refusesAlso(() => ({ category: ["It is closed."] }));
  await send();
  desk.server.refusesAlso(() => null);
  expect(await giveUpCopy(jonas, { copyId, why }, desk.now())).toMatchObject({ ok: true });
  const held = async () => {
    const page = await heldSubmissions(db(), jonas);
    return page.ok ? page.value.held.map((one) => one.copyId) : [];
  };
  expect(await held()).not.toContain(copyId);
  expect(await reopenCopy(jonas, { copyId, why: "They take it again." }, desk.now())).toMatchObject({ ok: true });
  expect(await held()).toContain(copyId);
  expect(await submissionOf(db(), puid)).toMatchObject({
    ...{ state: "held", why: "refused", fields: [{ field: "category", said: ["It is closed."] }] },
  });
  await send();
  expect(timesOf(puid)).toEqual([]);
});

test("what waits to be sent is not stopped this way, and a copy whose decision was taken back is neither closed nor reopened", async () => {
  const { copyId } = await aCopy("ready");
  expect(await giveUpCopy(jonas, { copyId, why }, desk.now())).toMatchObject({ reason: "copy_on_its_way" });
  const other = await aCopy("to_review");
  await giveUpCopy(jonas, { copyId: other.copyId, why }, desk.now());
  await db().update(databaseCopies).set({ state: "withdrawn" }).where(eq(databaseCopies.id, other.copyId));
  expect(await reopenCopy(jonas, { copyId: other.copyId, why }, desk.now())).toMatchObject({
    reason: "copy_withdrawn",
  });
  expect((await copyToReview(db(), jonas, other.copyId))?.state).toBe("withdrawn");
  const unknown = { copyId: "00000000-0000-4000-8000-000000000000", why };
  expect(await giveUpCopy(jonas, unknown, desk.now())).toMatchObject({ reason: "copy_not_found" });
});

const words = { incompatible_content_explanation: "The text insults a person by name, which the rule does not allow." };

test("a released copy that the database refused is put in other words, and is sent again with them under its own number", async () => {
  const { puid, copyId } = await aCopy("ready");
  const asked = { copyId, use: "text", texts: words };
  expect(await reviewCopy(jonas, asked, desk.now()), "on its way").toMatchObject({ reason: "copy_ready" });
  desk.server.refusesAlso(() => ({ incompatible_content_explanation: ["It says too little."] }));
  await send();
  desk.server.refusesAlso(() => null);
  expect(await copyToReview(db(), jonas, copyId)).toMatchObject({ isHeld: true, isSentOnce: true });
  const asIs = { copyId, use: "as_is", reason: "It is fine." };
  expect(await reviewCopy(jonas, asIs, desk.now())).toMatchObject({ reason: "copy_held_needs_words" });
  expect(await reviewCopy(jonas, asked, desk.now())).toMatchObject({ ok: true });
  expect(await submissionOf(db(), puid)).toMatchObject({ state: "waiting", settledBy: jonas.id });
  await send();
  expect(timesOf(puid)).toEqual([1]);
  expect(await submissionOf(db(), puid)).toMatchObject({ state: "delivered" });
  const copy = await copyToReview(db(), jonas, copyId);
  expect(copy?.history.map(({ kind }) => kind)).toEqual(["reworded"]);
  const [act] = await db().select().from(databaseCopyActs).where(eq(databaseCopyActs.copyId, copyId));
  expect(act?.told).toMatchObject(words);
  expect(await reviewCopy(jonas, asked, desk.now()), "it is there").toMatchObject({ reason: "copy_ready" });
  const other = { released: { ...act?.told, decision_facts: "Other." } };
  await expect(db().update(databaseCopies).set(other).where(eq(databaseCopies.id, copyId))).rejects.toThrow();
});

test("a held copy of which nobody knows whether it is there keeps its new words and is not sent by itself", async () => {
  const { puid, copyId } = await aCopy("ready");
  await db()
    .update(databaseSubmissions)
    .set({ state: "held", why: "not_understood" })
    .where(eq(databaseSubmissions.copyId, copyId));
  expect(await copyToReview(db(), jonas, copyId)).toMatchObject({ isHeld: true, isSentOnce: false });
  expect(await reviewCopy(jonas, { copyId, use: "text", texts: words }, desk.now())).toMatchObject({ ok: true });
  await send();
  expect([timesOf(puid), (await submissionOf(db(), puid)).state]).toEqual([[], "held"]);
  const held = await heldSubmissions(db(), lucia);
  const one = held.ok ? held.value.held.find((row) => row.copyId === copyId) : undefined;
  const settled = { submissionId: one?.id, as: "send_again", why: "They do not have it, I looked." };
  expect(await settleSubmission(lucia, settled, desk.now())).toMatchObject({ ok: true });
  expect((await copyToReview(db(), jonas, copyId))?.history.map(({ kind }) => kind)).toEqual([
    "reworded",
    "send_again",
  ]);
});

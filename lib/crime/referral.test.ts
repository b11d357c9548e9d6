import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { crimeReferrals, evidenceLocks, media, outbox, snapshots, statements } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { caseView } from "@/lib/decisions/queries";
import { cleanFiles, mediaBytesOf, putBytes } from "@/lib/intake/media.store";
import { claimsIn } from "@/lib/intake/rank.rules";
import { blobStore } from "@/lib/platform/blob-store";
import type { Person } from "@/lib/platform/permissions.rules";
import { settingsFor } from "@/lib/platform/settings";
import { standsBeforeAll } from "@/lib/queue/urgent-rank.rules";
import { theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, auditOf, aViolation, caseRow, firstBuyerSanction, givenPacks, townTime } from "@/test/town";
import { evidenceArchive } from "./bundle.queries";
import { evidenceHash, lockedCopy } from "./evidence.store";
import { exportEvidence, openReferral, refuseReferral, sendReferral } from "./referral.command";
import { referralList } from "./referral.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let ben: Person;
let jonas: Person;
const now = townTime;
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const why = "The author names the school and the day on which she will not come home.";
const reasons = "It quotes a film; the date passed two years ago.";

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  ben = await aColleague(db(), { name: "Ben Adler" });
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
});

async function aSuspicion(about: { country?: string; by?: Person; media?: Parameters<typeof aCase>[1] } = {}) {
  const made = await aCase(db(), about.media);
  const input = { caseId: made.caseId, offence: "threat_to_life", country: about.country ?? "DE", why };
  const answer = await openReferral(about.by ?? mei, input, now);
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return { ...made, referralId: answer.value.referralId };
}
const decide = (made: Awaited<ReturnType<typeof aSuspicion>>, by = mei) =>
  decideCase(by, aViolation(made, { sanctions: firstBuyerSanction }), after(60));
const told = { addressee: "state_concerned", authority: "Police of Lower Saxony" };

test("K1: a threat to life opens a referral that keeps the case from being closed until the authority was told", async () => {
  const made = await aSuspicion();
  expect(await decide(made)).toMatchObject({ ok: false, reason: "referral_is_open", values: { name: "Mei Lin" } });
  expect(await decideCase(ben, { caseId: made.caseId, version: 1, outcome: "no_violation" }, after(60))).toMatchObject({
    reason: "referral_is_open",
  });
  expect(await caseRow(db(), made.caseId)).toMatchObject({ state: "open", version: 1 });
  expect(await sendReferral(mei, { referralId: made.referralId, ...told }, after(30))).toMatchObject({ ok: true });
  expect(await decide(made)).toMatchObject({ ok: true });
  const [row] = await db().select().from(crimeReferrals).where(eq(crimeReferrals.id, made.referralId));
  const [lock] = await db().select().from(evidenceLocks).where(eq(evidenceLocks.caseId, made.caseId));
  expect(row).toMatchObject({ state: "sent", country: "DE", sentBy: mei.id, contentHash: lock?.sha256 });
  expect((await auditOf(db(), made.referralId)).map(({ verb }) => verb)).toEqual(["referral.send", "referral.open"]);
});

test("K1: a suspected threat to life brings its case before everything that waits, due by the urgent target, and says why", async () => {
  const [calm, made] = [await aCase(db()), await aSuspicion()];
  const { urgentTargetHours } = await settingsFor(db(), "taobao-weitao");
  const [before, row] = [await caseRow(db(), calm.caseId), await caseRow(db(), made.caseId)];
  expect(row.dueAt).toEqual(new Date(now.getTime() + urgentTargetHours * 3_600_000));
  expect([standsBeforeAll(before.rank), standsBeforeAll(row.rank)]).toEqual([false, true]);
  expect(row.rankWhy).toContainEqual({ code: "crime", points: 240 });
  // One more notice reads the stored reasons back, and keeps it.
  expect(claimsIn(row.rankWhy)).toMatchObject({ crimeSuspected: true });
});

test("K1: only a second person can refuse a referral, and only with reasons; then the case can be decided", async () => {
  const made = await aSuspicion();
  const { referralId } = made;
  expect(await refuseReferral(mei, { referralId, why: reasons }, after(1))).toMatchObject({
    reason: "referral_needs_second_person",
  });
  expect(await refuseReferral(jonas, { referralId, why: "no" }, after(1))).toMatchObject({ code: "invalid" });
  expect(await decide(made)).toMatchObject({ reason: "referral_is_open" });
  expect(await refuseReferral(jonas, { referralId, why: reasons }, after(2))).toMatchObject({ ok: true });
  expect(await refuseReferral(ben, { referralId, why: reasons }, after(3))).toMatchObject({ reason: "referral_ended" });
  expect(await decide(made)).toMatchObject({ ok: true });
});

test("K1: the database itself closes no case with an open referral, and lets nobody refuse their own", async () => {
  const { caseId, referralId } = await aSuspicion();
  const close = db().execute(sql`update cases set state = 'decided' where id = ${caseId}`);
  await expect(close).rejects.toThrow();
  const refused = { state: "refused", refusedAt: now, refusedBy: mei.id, refusedWhy: reasons } as const;
  await expect(db().update(crimeReferrals).set(refused).where(eq(crimeReferrals.id, referralId))).rejects.toThrow();
});

test("K2: with no country only the fallbacks can be told; once it is known, its own authority", async () => {
  const { referralId } = await aSuspicion({ country: "" });
  const send = (more: object) => sendReferral(ben, { referralId, ...told, ...more }, after(5));
  expect(await send({})).toMatchObject({ fields: [{ field: "addressee", reason: "referral_only_fallbacks" }] });
  expect(await send({ country: "FR", addressee: "europol" })).toMatchObject({
    fields: [{ field: "addressee", reason: "referral_state_known" }],
  });
  expect(await send({ addressee: "establishment_and_europol" })).toMatchObject({ ok: true });
});

test("K3: the affected person's letters never tell of the referral", async () => {
  const made = await aSuspicion();
  await sendReferral(jonas, { referralId: made.referralId, ...told }, after(30));
  const decided = await decide(made);
  const decisionId = decided.ok ? decided.value.decisionId : "";
  await theWorkerRuns(db(), after(3600));
  const letters = await db().select().from(statements).where(eq(statements.decisionId, decisionId));
  expect(letters.map(({ addressee }) => addressee).sort()).toEqual(["affected", "notifier"]);
  const words = JSON.stringify(letters.map(({ subject, parts }) => [subject, parts]));
  for (const secret of [why, "Lower Saxony", "police", "Police", "警察", "执法", "threat", made.referralId])
    expect(words).not.toContain(secret);
  const mails = await db().select({ payload: outbox.payload, kind: outbox.kind }).from(outbox);
  expect(mails.filter(({ kind, payload }) => kind.startsWith("mail.") && "referralId" in payload)).toEqual([]);
});

async function aPicture(bytes: Uint8Array) {
  const sha256 = await putBytes(db(), bytes, now);
  const row = { platformId: "taobao-weitao", sha256, mime: "image/webp", size: bytes.byteLength, createdAt: now };
  const [made] = await db().insert(media).values(row).returning({ id: media.id });
  return { mediaId: made?.id ?? "", sha256 };
}

test("K3: deleting the content and its pictures does not delete the locked copy, which goes to the authority whole", async () => {
  const picture = await aPicture(new Uint8Array([1, 2, 3, 4]));
  const shown = { mediaId: picture.mediaId, kind: "image", alt: "", sensitive: false } as const;
  const made = await aSuspicion({ media: { media: [shown] } });
  // What a deletion does: the words of the snapshot, the row of the picture, the files that nothing names.
  const purged = { title: "", text: "", context: {}, media: [], purgedAt: after(60) };
  await db().update(snapshots).set(purged).where(eq(snapshots.id, made.snapshotId));
  await db().execute(sql`delete from snapshot_pictures where media_id = ${picture.mediaId}`);
  await db().execute(sql`delete from picture_hashes where media_id = ${picture.mediaId}`);
  await db().delete(media).where(eq(media.id, picture.mediaId));
  await cleanFiles(db(), after(10 * 86_400));
  expect(await mediaBytesOf(db(), picture.mediaId)).toBeNull();
  expect([...((await blobStore().get(picture.sha256)) ?? [])]).toEqual([1, 2, 3, 4]);
  const exported = await exportEvidence(jonas, { referralId: made.referralId }, after(90));
  if (!exported.ok) throw new Error(exported.reason);
  const { copy, files, sha256 } = exported.value;
  expect(copy).toMatchObject({ snapshots: [{ text: made.text }], reports: [{ source: "guest" }] });
  expect(JSON.stringify(copy)).not.toContain("@notifier.example");
  expect(evidenceHash(copy, files)).toBe(sha256);
  const archive = Buffer.from(await evidenceArchive(exported.value));
  expect(archive.includes(`files/${picture.sha256}.webp`)).toBe(true);
  const sum = createHash("sha256")
    .update(new Uint8Array([1, 2, 3, 4]))
    .digest("hex");
  expect(archive.includes(`${sum}  files/${picture.sha256}.webp`)).toBe(true);
});

test("K3: nothing of a locked copy is changed or deleted, whoever asks", async () => {
  const { caseId } = await aSuspicion();
  const [lock] = await db().select().from(evidenceLocks).where(eq(evidenceLocks.caseId, caseId));
  if (!lock) throw new Error("nothing was locked");
  await expect(db().update(evidenceLocks).set({ copy: {} }).where(eq(evidenceLocks.id, lock.id))).rejects.toThrow();
  await expect(db().delete(evidenceLocks).where(eq(evidenceLocks.id, lock.id))).rejects.toThrow();
  expect((await lockedCopy(db(), lock.id)).sha256).toBe(lock.sha256);
});

test("the list of referrals says who must act, and the case itself that it waits for the authorities", async () => {
  const made = await aSuspicion({ by: ben });
  const list = await referralList(db(), mei);
  const rows = list.ok ? list.value.referrals : [];
  expect(rows.find(({ id }) => id === made.referralId)).toMatchObject({
    openedBy: "Ben Adler",
    state: "open",
    may: { send: true, refuse: true },
  });
  const own = await referralList(db(), ben);
  const row = own.ok ? own.value.referrals.find(({ id }) => id === made.referralId) : undefined;
  expect(row?.may).toEqual({ send: true, refuse: false });
  expect(await caseView(db(), ben, made.caseId, after(5))).toMatchObject({
    value: { crime: { state: "open", offence: "threat_to_life", openedBy: "Ben Adler", isMine: true } },
  });
  const admin = await aColleague(db(), { role: "admin" });
  expect(await referralList(db(), admin)).toMatchObject({ ok: false, code: "forbidden" });
});

test("referrals are read page by page: every one that waits, the oldest first, then what has ended, each once", async () => {
  const ended = await aSuspicion();
  const why = "It is the plot of a film that is advertised at the station.";
  expect(await refuseReferral(jonas, { referralId: ended.referralId, why }, after(80))).toMatchObject({ ok: true });
  const all = await referralList(db(), mei, { limit: 500 });
  const whole = all.ok ? all.value.referrals : [];
  const paged: typeof whole = [];
  let cursor: string | undefined;
  do {
    const page = await referralList(db(), mei, { limit: 2, ...(cursor ? { after: cursor } : {}) });
    if (!page.ok) throw new Error(page.reason);
    expect(page.value.referrals.length).toBeLessThanOrEqual(2);
    paged.push(...page.value.referrals);
    cursor = page.value.next ?? undefined;
  } while (cursor);
  expect(paged).toEqual(whole);
  expect(whole.findIndex(({ id }) => id === ended.referralId)).toBeGreaterThan(
    whole.findLastIndex(({ state }) => state === "open"),
  );
  expect(await referralList(db(), mei, { after: "nonsense" })).toMatchObject({ ok: false, code: "invalid" });
});

test("a second suspicion on the same case is told that one waits already, and an auditor records none", async () => {
  const { caseId } = await aSuspicion();
  const input = { caseId, offence: "terrorism", country: "", why };
  expect(await openReferral(ben, input, after(1))).toMatchObject({ code: "stale", reason: "referral_open_already" });
  const auditor = await aColleague(db(), { role: "auditor" });
  expect(await openReferral(auditor, input, after(1))).toMatchObject({ code: "forbidden" });
});

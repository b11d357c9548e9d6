import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { auditEntries, cases, media, snapshots } from "@/db/schema";
import { putBytes } from "@/lib/intake/media.store";
import { snapshotHash } from "@/lib/intake/snapshot.rules";
import { instanceKey } from "@/lib/platform/instance-key";
import type { Person } from "@/lib/platform/permissions.rules";
import { aToldDecision } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aReport, auditOf, givenPacks, townTime } from "@/test/town";
import { unzipped } from "@/test/unzip";
import { caseArchive } from "./archive.queries";
import { exportCase } from "./export-case.command";
import { verifyArchive } from "./verify-archive";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date("2016-10-01T10:00:00Z");
const picture = Buffer.from("a picture, as it is kept");
let [mei, jonas, lucia, tomasz]: Person[] = [];
let caseId: string;
let mediaId: string;

const bytesOf = (all: Uint8Array) => ({
  size: all.byteLength,
  read: async (at: number, length: number) => all.subarray(at, at + length),
});

async function archiveFor(actor: Person, id = caseId): Promise<Buffer> {
  const exported = await exportCase(actor, { caseId: id }, now);
  if (!exported.ok) throw new Error(exported.reason);
  const pieces: Uint8Array[] = [];
  for await (const piece of caseArchive(db(), actor, exported.value, now)) pieces.push(piece);
  return Buffer.concat(pieces);
}
const rowsIn = (files: Map<string, string>, name: string) =>
  (files.get(name) ?? "")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

async function cleared(person: Person): Promise<Person> {
  return { ...person, skills: { languages: [], platforms: [], groups: [], childSafety: true } };
}

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aColleague(db(), { role: "supervisor" });
  lucia = await aColleague(db(), { role: "admin" });
  tomasz = await aColleague(db(), { role: "auditor" });
  const told = await aToldDecision(db(), { by: mei as Person });
  caseId = told.caseId;
  const sha256 = await putBytes(db(), picture, townTime);
  const [kept] = await db()
    .insert(media)
    .values({ platformId: "taobao-weitao", sha256, mime: "image/webp", size: picture.byteLength, createdAt: townTime })
    .returning({ id: media.id });
  mediaId = kept?.id ?? "";
  const shown = [{ mediaId, kind: "image" as const, alt: "A lamp", sensitive: true }];
  const seen = {
    title: "",
    text: "再来一次",
    language: "zh",
    media: shown,
    context: { stars: 1 },
    contentAt: townTime,
  };
  const row = { ...seen, itemId: told.itemId, platformId: "taobao-weitao", contentAtKnown: true, takenAt: townTime };
  await db()
    .insert(snapshots)
    .values({ ...row, sha256: snapshotHash(seen) });
});

test("an auditor's archive of a case is whole, signed by the instance, and holds what is known of it", async () => {
  const archive = await archiveFor(tomasz as Person);
  const report = await verifyArchive(bytesOf(archive), { keyId: instanceKey().keyId });
  expect(report).toMatchObject({ ok: true, faults: [], signer: "expected", withheld: [], policyVersions: ["v2"] });
  expect(report.chains.map(({ chain, mode }) => [chain, mode])).toEqual([["taobao-weitao", "whole"]]);
  const files = unzipped(archive);
  expect(rowsIn(files, "decisions.ndjson")).toHaveLength(1);
  expect(rowsIn(files, "statements.ndjson").length).toBeGreaterThan(1);
  expect([...files.keys()].filter((name) => name.startsWith("media/"))).toHaveLength(1);
  const verbs = rowsIn(files, "audit/taobao-weitao.ndjson").filter(({ own }) => own);
  expect(verbs.map(({ verb }) => verb)).toEqual(expect.arrayContaining(["case.decide", "case.export", "media.view"]));
  expect(JSON.parse(files.get("policy/v2.json") ?? "")).toMatchObject({ version: { id: "v2" } });
});

test("who reported is nowhere in it, nor a link that speaks for somebody, nor a secret of a notice", async () => {
  const files = unzipped(await archiveFor(tomasz as Person));
  const all = [...files]
    .filter(([name]) => !name.startsWith("media/"))
    .map(([, text]) => text)
    .join("\n");
  expect(all).not.toMatch(/@notifier\.example|@account\.example|secret_hash|"body_hash"/);
  expect(all).not.toMatch(/\/decision\/[^…"\s]{20,}/);
});

test("that it was taken out, and each picture in it, is in the log of the platform before the first byte leaves", async () => {
  await archiveFor(tomasz as Person);
  const [files, pictures, taken] = await auditOf(db(), caseId);
  expect(taken).toMatchObject({ verb: "case.export", outcome: "done" });
  expect(files).toMatchObject({ verb: "case.exported", outcome: "done" });
  expect(pictures).toMatchObject({ verb: "case.export_pictures", outcome: "done" });
  expect(JSON.parse(pictures?.body ?? "")).toMatchObject({ chain: "taobao-weitao", detail: { media: 1, withheld: 0 } });
  expect((await auditOf(db(), mediaId))[0]).toMatchObject({ verb: "media.view", outcome: "viewed" });
});

test("a moderator may not take evidence out, and the attempt is in the log", async () => {
  expect(await exportCase(mei as Person, { caseId }, now)).toMatchObject({ ok: false, reason: "forbidden" });
  const { verb, outcome, actorId } = auditEntries;
  const refused = await db()
    .select({ outcome })
    .from(auditEntries)
    .where(and(eq(verb, "case.export"), eq(actorId, mei?.id ?? "")));
  expect(refused).toEqual([{ outcome: "refused" }]);
  for (const wrong of ["x", "", 7, null])
    expect(await exportCase(jonas as Person, { caseId: wrong }, now)).toMatchObject({ fields: [{ field: "caseId" }] });
});

test("whoever may not read the log gets the case's own entries, and of others only that they are there", async () => {
  await aReport(db(), { caseId: (await aCase(db())).caseId, itemId: (await aCase(db())).itemId });
  const archive = await archiveFor(jonas as Person);
  expect(await verifyArchive(bytesOf(archive))).toMatchObject({
    ok: true,
    signer: "not_compared",
    chains: [{ mode: "sealed" }],
  });
  const lines = rowsIn(unzipped(archive), "audit/taobao-weitao.ndjson");
  expect(lines.filter(({ sealed, own }) => !sealed && !own)).toEqual([]);
});

test("an admin, who may look at no picture, gets none, and the archive says so", async () => {
  const archive = await archiveFor(lucia as Person);
  const report = await verifyArchive(bytesOf(archive));
  expect(report).toMatchObject({ ok: true, withheld: [{ what: `media ${mediaId}`, why: "not_allowed_to_look" }] });
  expect([...unzipped(archive).keys()].some((name) => name.startsWith("media/"))).toBe(false);
});

test("a case of child safety is there for nobody who is not cleared; a picture that such a case shows too is kept back", async () => {
  const other = await aCase(db(), { media: [{ mediaId, kind: "image", alt: "", sensitive: true }] });
  await db()
    .update(cases)
    .set({ rankWhy: [{ code: "child_abuse", points: 1 }] })
    .where(eq(cases.id, other.caseId));
  expect(await exportCase(tomasz as Person, { caseId: other.caseId }, now)).toMatchObject({ reason: "case_not_found" });
  const report = await verifyArchive(bytesOf(await archiveFor(tomasz as Person)));
  expect(report.withheld).toEqual([{ what: `media ${mediaId}`, why: "child_safety" }]);
  const sees = await cleared(tomasz as Person);
  expect((await verifyArchive(bytesOf(await archiveFor(sees, other.caseId)))).ok).toBe(true);
  await db().update(cases).set({ rankWhy: [] }).where(eq(cases.id, other.caseId));
});

test("whatever single byte of the archive is changed, cut off or added, it is found, and the file is named", async () => {
  const archive = await archiveFor(tomasz as Person);
  const names = [...unzipped(archive).keys()];
  await fc.assert(
    fc.asyncProperty(fc.nat(archive.byteLength - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const forged = Buffer.from(archive);
      forged[at] = (forged[at] ?? 0) ^ by;
      const { ok, faults } = await verifyArchive(bytesOf(forged));
      expect(ok).toBe(false);
      expect(faults.length).toBeGreaterThan(0);
    }),
    { numRuns: 60 },
  );
  for (const wrong of [archive.subarray(0, -1), Buffer.concat([archive, Buffer.from("x")]), Buffer.alloc(0)])
    expect((await verifyArchive(bytesOf(wrong))).ok).toBe(false);
  const words = archive.indexOf("再来一次");
  const forged = Buffer.from(archive);
  forged[words] = 0x41;
  expect((await verifyArchive(bytesOf(forged))).faults.map(({ file }) => file)).toContain("snapshots.ndjson");
  expect(names).toContain("snapshots.ndjson");
});

test("an archive that was made again after a change, with a key of somebody's own, is known by its key", async () => {
  const archive = await archiveFor(tomasz as Person);
  const report = await verifyArchive(bytesOf(archive), { keyId: "0".repeat(64) });
  expect(report).toMatchObject({ ok: false, signer: "another" });
});

test("an archive signed for another log is betrayed by a head that was kept elsewhere", async () => {
  const archive = await archiveFor(tomasz as Person);
  const [chain] = (await verifyArchive(bytesOf(archive))).chains;
  const kept = { chain: chain?.chain ?? "", position: chain?.head.position ?? 0, hash: "f".repeat(64) };
  const report = await verifyArchive(bytesOf(archive), { anchors: [kept] });
  expect(report.faults).toEqual([
    { file: "audit/taobao-weitao.ndjson", detail: `position ${kept.position}: a head noted earlier was another` },
  ]);
});

test("the same case taken out twice at one moment differs in nothing but the log that grew and where it stood", async () => {
  const [one, other] = [unzipped(await archiveFor(tomasz as Person)), unzipped(await archiveFor(tomasz as Person))];
  const differing = [...one].filter(([name, text]) => other.get(name) !== text).map(([name]) => name);
  expect(differing).toEqual(["exported.json", "audit/taobao-weitao.ndjson", "manifest.json", "manifest.sig.json"]);
});

test("a snapshot that is not what its own hash was made of is a doubt, and no fault of the archive", async () => {
  const report = await verifyArchive(bytesOf(await archiveFor(tomasz as Person)));
  const all = await db().select({ id: snapshots.id, text: snapshots.text }).from(snapshots);
  const made = all.filter(({ text }) => text !== "再来一次").map(({ id }) => id);
  expect(report).toMatchObject({ ok: true });
  expect(report.doubts).toHaveLength(1);
  expect(made.some((id) => report.doubts[0]?.detail.includes(id))).toBe(true);
});

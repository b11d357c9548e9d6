import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { databaseSubmissions, decisions, media, snapshots, statements } from "@/db/schema";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { putBytes } from "@/lib/intake/media.store";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, aTakenAppeal, aToldDecision, days, reasons, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { bytesOf, filesOf, forged } from "@/test/forged-archive";
import { aColleague, townTime } from "@/test/town";
import { caseArchive } from "./archive.queries";
import { exportCase } from "./export-case.command";
import { verifyArchive } from "./verify-archive";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = after(days(3));
let [mei, amara, tomasz]: Person[] = [];
let archive: Buffer;

async function archiveOf(caseId: string): Promise<Buffer> {
  const exported = await exportCase(tomasz as Person, { caseId }, now);
  if (!exported.ok) throw new Error(exported.reason);
  const pieces: Uint8Array[] = [];
  for await (const piece of caseArchive(db(), tomasz as Person, exported.value, now)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** A case that was decided, told, taken by the Transparency Database, appealed against and answered. */
async function aWholeStory(): Promise<{ caseId: string; decisionId: string }> {
  const told = await aToldDecision(db(), { by: mei as Person });
  const sha256 = await putBytes(db(), Buffer.from(`a picture of ${told.caseId}`), townTime);
  const kept = { platformId: "taobao-weitao", sha256, mime: "image/webp", size: 9, createdAt: townTime };
  const [{ id: mediaId } = { id: "" }] = await db().insert(media).values(kept).returning({ id: media.id });
  await db()
    .insert(snapshots)
    .values({
      ...{ itemId: told.itemId, platformId: "taobao-weitao", title: "", text: "x", language: "zh", sha256: "0" },
      ...{ contentAt: townTime, contentAtKnown: true, takenAt: townTime, context: {} },
      media: [{ mediaId, kind: "image", alt: "", sensitive: false }],
    });
  await db()
    .update(databaseSubmissions)
    .set({ state: "delivered", attempts: 1, uuid: "5d3c", response: { uuid: "5d3c" }, deliveredAt: after(60) });
  const { appealId, version } = await aTakenAppeal(db(), told.decisionId, amara as Person);
  const answered = await answerAppeal(
    amara as Person,
    { appealId, version, outcome: "upheld", reasons },
    after(days(2)),
  );
  if (!answered.ok) throw new Error(JSON.stringify(answered));
  await theWorkerRuns(db(), after(days(2) + 3600));
  return told;
}

/** Writes what the database refuses to anybody who may not take its guards away. */
async function asOwnerOf(table: "decisions" | "statements" | "appeals", change: () => PromiseLike<unknown>) {
  await db().execute(sql.raw(`alter table ${table} disable trigger user`));
  await change();
  await db().execute(sql.raw(`alter table ${table} enable trigger user`));
}

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
  tomasz = await aColleague(db(), { role: "auditor" });
  archive = await archiveOf((await aWholeStory()).caseId);
});

test("an archive nobody touched is whole, and so is one that was only packed and signed anew", async () => {
  expect(await verifyArchive(bytesOf(archive))).toMatchObject({ ok: true, faults: [] });
  expect((await verifyArchive(bytesOf(await forged(archive, () => undefined)))).faults).toEqual([]);
});

test("what the Transparency Database answered for each statement is in it, without a token", async () => {
  const files = await filesOf(archive);
  const rows = String(files.get("database-submissions.ndjson")).trim().split("\n");
  expect(rows.map((row) => JSON.parse(row))).toEqual([
    expect.objectContaining({ state: "delivered", attempts: 1, uuid: "5d3c", delivered_at: expect.any(String) }),
  ]);
  const [copy] = String(files.get("database-copies.ndjson")).trim().split("\n");
  expect(JSON.parse(rows[0] ?? "{}").puid).toBe(JSON.parse(copy ?? "{}").puid);
  expect([...files.values()].join("\n")).not.toMatch(/bearer|authorization|api_token/i);
});

test("a row that was changed, taken out or added is named with its file, though every hash was put right", async () => {
  const files = await filesOf(archive);
  const withRows = [...files].filter(([path, bytes]) => path.endsWith(".ndjson") && bytes.byteLength > 0);
  const ofRows = withRows.map(([path]) => path).filter((path) => !path.startsWith("audit/"));
  expect(ofRows).toEqual(
    expect.arrayContaining(["decisions.ndjson", "statements.ndjson", "appeals.ndjson", "database-submissions.ndjson"]),
  );
  for (const path of ofRows) {
    const [line = "", ...others] = String(files.get(path)).trim().split("\n");
    const row = JSON.parse(line);
    for (const [what, lines] of [
      ["is not what left", [JSON.stringify({ ...row, platform_id: "another" }), ...others]],
      ["is missing", others],
      ["did not leave", [line, ...others, JSON.stringify({ ...row, id: "0190a000-0000-7000-8000-000000000000" })]],
    ] as const) {
      const text = lines.map((one) => `${one}\n`).join("");
      const { ok, faults } = await verifyArchive(
        bytesOf(await forged(archive, (all) => void all.set(path, Buffer.from(text)))),
      );
      const named = faults.filter(({ file, detail }) => file === path && detail.includes(what));
      expect(named, `${path} ${what}`).not.toEqual([]);
      const id = what === "did not leave" ? "0190a000-0000-7000-8000-000000000000" : row.id;
      expect(
        named.some(({ detail }) => detail.includes(id)),
        path,
      ).toBe(true);
      expect(ok).toBe(false);
    }
  }
});

test("a file of any other kind that was changed or left out is named: letters, pictures, rules, the log", async () => {
  const files = await filesOf(archive);
  const others = [...files.keys()].filter((path) => !path.endsWith(".ndjson") && !path.startsWith("manifest"));
  expect(new Set(others.map((path) => path.split("/")[0]))).toEqual(
    new Set(["README.txt", "exported.json", "letters", "media", "policy"]),
  );
  for (const path of [...others, "audit/taobao-weitao.ndjson"]) {
    const changed = await forged(archive, (all) => {
      const bytes = Buffer.from(all.get(path) ?? "");
      const at = Math.floor(bytes.byteLength / 2);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      all.set(path, bytes);
    });
    const without = await forged(archive, (all) => void all.delete(path));
    for (const one of [changed, without]) {
      const report = await verifyArchive(bytesOf(one));
      expect(
        report.faults.map(({ file }) => file),
        path,
      ).toContain(path);
    }
  }
});

test("a row that was changed in the database before the archive was made contradicts the log of when it was written", async () => {
  const { caseId, decisionId } = await aWholeStory();
  await asOwnerOf("decisions", () =>
    db().update(decisions).set({ facts: "Something else." }).where(eq(decisions.id, decisionId)),
  );
  const { faults } = await verifyArchive(bytesOf(await archiveOf(caseId)));
  expect(faults).toEqual([
    { file: "decisions.ndjson", detail: expect.stringContaining(`row ${decisionId} is not what was written, says`) },
  ]);
  const [letter] = await db().select().from(statements).where(eq(statements.decisionId, decisionId));
  await asOwnerOf("statements", () =>
    db()
      .update(statements)
      .set({ subject: "Nothing happened" })
      .where(eq(statements.id, letter?.id ?? "")),
  );
  const also = await verifyArchive(bytesOf(await archiveOf(caseId)));
  expect(also.faults.map(({ file }) => file)).toEqual(["decisions.ndjson", "statements.ndjson"]);
  expect(also.faults[1]?.detail).toContain(letter?.id);
});

test("an answer to an appeal that was turned round in the database is named with what the log says of it", async () => {
  const { caseId, decisionId } = await aWholeStory();
  await asOwnerOf("appeals", () =>
    db().execute(sql`update appeals set outcome = 'reversed' where decision_id = ${decisionId}`),
  );
  const { faults } = await verifyArchive(bytesOf(await archiveOf(caseId)));
  expect(faults.map(({ file }) => file)).toEqual(["appeals.ndjson", "appeals.ndjson"]);
  expect(faults[1]?.detail).toMatch(/outcome is reversed, and upheld says position \d+/);
});

test("a decision under a version of the rules that is not in the archive fails, and the version is named", async () => {
  const { caseId, decisionId } = await aWholeStory();
  await asOwnerOf("decisions", () =>
    db().update(decisions).set({ versionRef: "v99" }).where(eq(decisions.id, decisionId)),
  );
  const { faults, withheld } = await verifyArchive(bytesOf(await archiveOf(caseId)));
  expect(withheld).toContainEqual({ what: "policy v99", why: "not_in_store" });
  expect(faults).toContainEqual({
    file: "policy/v99.json",
    detail: `is missing: decision ${decisionId} was taken under version v99`,
  });
});

test("whoever changes a row and the list of what left contradicts the log, which has the list's hash", async () => {
  const changed = await forged(archive, (all) => {
    const list = JSON.parse(String(all.get("exported.json")));
    all.set("exported.json", Buffer.from(`${JSON.stringify({ ...list, asOf: {} })}\n`));
  });
  const { ok, faults } = await verifyArchive(bytesOf(changed));
  expect(ok).toBe(false);
  expect(faults).toContainEqual({
    file: "exported.json",
    detail: expect.stringContaining("is not the list of what left, says position"),
  });
});

/** An archive as a release of before made it: without the list, its entry and what came after in the log. */
async function ofFirstFormat(): Promise<Buffer> {
  const file = "audit/taobao-weitao.ndjson";
  const lines = String((await filesOf(archive)).get(file))
    .trim()
    .split("\n");
  const kept = lines.slice(
    0,
    lines.findIndex((line) => line.includes('"case.exported"')),
  );
  const last = JSON.parse(kept.at(-1) ?? "{}");
  return forged(
    archive,
    (all) => {
      all.delete("exported.json");
      all.set(file, Buffer.from(kept.map((line) => `${line}\n`).join("")));
    },
    ({ chains }) => ({
      version: 1,
      chains: chains.map((chain) =>
        chain.file === file
          ? {
              ...chain,
              last: last.position,
              own: kept.filter((line) => JSON.parse(line).own).length,
              head: { position: last.position, hash: last.hash },
            }
          : chain,
      ),
    }),
  );
}

test("an archive that is called one of the first format does not pass without a key, and with the key it is said what it lacks", async () => {
  const older = await ofFirstFormat();
  const unsigned = await verifyArchive(bytesOf(older));
  expect(unsigned).toMatchObject({ ok: false, format: 1, signatures: "not checked" });
  expect(unsigned.faults).toEqual([{ file: "manifest.json", detail: expect.stringContaining("--key") }]);
  const signed = await verifyArchive(bytesOf(older), { keyId: unsigned.keyId ?? "" });
  expect(signed).toMatchObject({ ok: true, format: 1, signer: "expected" });
  expect(signed.doubts).toContainEqual({ file: "manifest.json", detail: expect.stringContaining("format 1") });
  const called = await forged(
    archive,
    () => undefined,
    () => ({ version: 2 }),
  );
  expect((await verifyArchive(bytesOf(called))).faults).toContainEqual({
    file: "manifest.json",
    detail: "the log has no entry of the files that left",
  });
});

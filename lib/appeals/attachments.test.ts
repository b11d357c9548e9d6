import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { appealAttachments, appeals, mediaFiles, statements } from "@/db/schema";
import { cleanFiles } from "@/lib/intake/media.store";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  after,
  anAppealDesk,
  aToldDecision,
  days,
  fieldsOf,
  linkOf,
  reasonOf,
  someWords,
  visitor,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aPicture } from "@/test/media-files";
import { aColleague, auditOf } from "@/test/town";
import { decisionAtLink } from "./addressee.queries";
import { fileAppeal } from "./file.command";
import { layAside } from "./laid-aside.store";
import { openAttachment } from "./open-attachment.command";
import { appealView } from "./view.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;
const now = after(days(1));

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
});

const bytes = (text: string) => new TextEncoder().encode(text);
const aPdf = { name: "../bill\u202E.pdf", bytes: bytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n") };
const aLink = async () => linkOf(db(), (await aToldDecision(db(), { by: mei })).decisionId);
const filed = (token: string, files: { name: string; bytes: Uint8Array }[], at = now) =>
  fileAppeal(visitor, { token, text: someWords }, at, null, files);

test("A4: what shows that somebody is right comes with their appeal: pictures without their place, documents by cleaned names", async () => {
  const { token, statementId } = await aLink();
  const photo = await aPicture();
  expect(photo.toString("latin1")).toContain("12 Secret Street");
  const sent = await filed(token, [{ name: "kitchen.jpg", bytes: photo }, aPdf]);
  expect(sent).toMatchObject({ ok: true });
  const [appeal] = await db().select().from(appeals).where(eq(appeals.statementId, statementId));
  const seen = await appealView(db(), appeal?.id ?? "", amara, now);
  const files = seen.ok ? seen.value.attachments : [];
  expect(files.map(({ name, kind }) => [name, kind])).toEqual([
    ["kitchen.webp", "picture"],
    ["bill.pdf", "pdf"],
  ]);
  const opens = await Promise.all(
    files.map(({ id }) => openAttachment(amara, { appealId: appeal?.id, fileId: id }, now)),
  );
  const [picture, document] = opens.map((one) => (one.ok ? one.value : null));
  expect(picture?.mime).toBe("image/webp");
  expect(Buffer.from(picture?.bytes ?? []).toString("latin1")).not.toContain("Secret");
  expect(Buffer.from(document?.bytes ?? []).equals(Buffer.from(aPdf.bytes))).toBe(true);
  expect(await auditOf(db(), files[0]?.id ?? "")).toMatchObject([{ verb: "appeal.file_view", outcome: "viewed" }]);
  expect(reasonOf(await openAttachment(mei, { appealId: appeal?.id, fileId: files[0]?.id }, now))).toBe("forbidden");
  const other = await openAttachment(amara, { appealId: files[0]?.id, fileId: files[0]?.id }, now);
  expect(reasonOf(other)).toBe("attachment_not_found");
  // What an appeal names is never cleaned away.
  await cleanFiles(db(), after(days(9)));
  expect(
    await openAttachment(await aColleague(db(), { role: "auditor" }), { appealId: appeal?.id, fileId: files[1]?.id }),
  ).toMatchObject({ ok: true });
  await expect(db().update(appealAttachments).set({ name: "other.pdf" })).rejects.toThrow();
});

test("a file of another kind is refused by its name, nothing is filed, and the same words go through without it", async () => {
  const { token, statementId } = await aLink();
  const refused = await filed(token, [aPdf, { name: "run.pdf", bytes: Uint8Array.of(0x4d, 0x5a, 0x90, 0) }]);
  expect(fieldsOf(refused)).toEqual(["files attachment_kind"]);
  expect(refused).toMatchObject({ ok: false, values: { name: "run.pdf" } });
  const half = (await aPicture()).subarray(0, 200);
  expect(fieldsOf(await filed(token, [{ name: "half.jpg", bytes: half }]))).toEqual(["files attachment_broken"]);
  expect(await db().select().from(appeals).where(eq(appeals.statementId, statementId))).toEqual([]);
  expect(await filed(token, [])).toMatchObject({ ok: true });
});

test("a link that was altered stores nothing, one that was ended files nothing", async () => {
  const { token, statementId } = await aLink();
  const words = bytes(`What only this test sends: ${statementId}`);
  const sha256 = createHash("sha256").update(words).digest("hex");
  const stored = () => db().select().from(mediaFiles).where(eq(mediaFiles.sha256, sha256));
  const altered = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
  expect(reasonOf(await filed(altered, [{ name: "a.txt", bytes: words }]))).toBe("link_unknown");
  expect(await stored()).toEqual([]);
  await db().update(statements).set({ revokedAt: now }).where(eq(statements.id, statementId));
  expect(reasonOf(await filed(token, [{ name: "a.txt", bytes: words }]))).toBe("link_ended");
  // Its file was stored before that was known, and is gone a day later.
  expect(await stored()).toHaveLength(1);
  await cleanFiles(db(), after(days(3)));
  expect(await stored()).toEqual([]);
});

test("one link is tried so many times and no more, and another person's link is not held up by it", async () => {
  const [mine, other] = [await aLink(), await aLink()];
  const odd = [{ name: "a.exe", bytes: Uint8Array.of(0x4d, 0x5a, 0) }];
  const reasons: (string | undefined)[] = [];
  for (let count = 0; count < 25; count += 1) reasons.push(reasonOf(await filed(mine.token, odd)));
  expect(reasons.slice(0, 20)).toEqual(Array(20).fill("attachment_kind"));
  expect(reasons.at(-1)).toBe("appeal_too_many");
  expect(await filed(other.token, [])).toMatchObject({ ok: true });
  expect(await filed(mine.token, [], after(days(1) + 700))).toMatchObject({ ok: true });
});

test("A4: a file without a word is an appeal, and who reviews it reads that nothing was written; neither is none", async () => {
  const { token, statementId } = await aLink();
  const wordless = (files: { name: string; bytes: Uint8Array }[]) =>
    fileAppeal(visitor, { token, text: " \u200b\n" }, now, null, files);
  expect(fieldsOf(await wordless([]))).toEqual(["text appeal_empty"]);
  expect(await wordless([aPdf])).toMatchObject({ ok: true });
  const [appeal] = await db().select().from(appeals).where(eq(appeals.statementId, statementId));
  expect(appeal?.text).toBe("");
  const page = await decisionAtLink(db(), token, now);
  expect(page.ok && page.value.appeal).toMatchObject({ text: "", files: 1 });
});

test("nobody chooses their files again because one of them is refused: the others wait, and go along with the next try", async () => {
  const { token, statementId } = await aLink();
  const program = { name: "run.pdf", bytes: Uint8Array.of(0x4d, 0x5a, 0x90, 0) };
  const note = { name: "note.txt", bytes: bytes("What the seller wrote to me.") };
  const first = await layAside(db(), { token, sealed: "", ticked: [], sent: [program, aPdf, note] }, now);
  const laid = first.ok ? first.value : null;
  expect(laid?.problem).toMatchObject({ reason: "attachment_kind", values: { name: "run.pdf" } });
  expect(laid?.files.map(({ name }) => name)).toEqual(["bill.pdf", "note.txt"]);
  // The note is taken off its tick, and nothing is chosen again.
  const ticked = laid?.files.filter(({ kind }) => kind === "pdf").map(({ sha256 }) => sha256) ?? [];
  const again = await layAside(db(), { token, sealed: laid?.sealed ?? "", ticked, sent: [] }, now);
  const files = again.ok ? again.value.files : [];
  expect(await fileAppeal(visitor, { token, text: "" }, now, null, files)).toMatchObject({ ok: true });
  const [appeal] = await db().select().from(appeals).where(eq(appeals.statementId, statementId));
  const kept = await db()
    .select()
    .from(appealAttachments)
    .where(eq(appealAttachments.appealId, appeal?.id ?? ""));
  expect(kept.map(({ name }) => name)).toEqual(["bill.pdf"]);
});

test("what waits is of one link only, cannot be made up, and is taken no longer than the store keeps it", async () => {
  const [mine, other] = [await aLink(), await aLink()];
  const laid = await layAside(db(), { token: mine.token, sealed: "", ticked: [], sent: [aPdf] }, now);
  const { sealed, files } = laid.ok ? laid.value : { sealed: "", files: [] };
  const ticked = files.map(({ sha256 }) => sha256);
  const namesAt = async (token: string, given: string, at = now) => {
    const found = await layAside(db(), { token, sealed: given, ticked, sent: [] }, at);
    return found.ok ? found.value.files.map(({ name }) => name) : found.reason;
  };
  expect(await namesAt(mine.token, sealed)).toEqual(["bill.pdf"]);
  expect(await namesAt(other.token, sealed)).toEqual([]);
  const altered = `${sealed.startsWith("e") ? "f" : "e"}${sealed.slice(1)}`;
  for (const odd of [altered, sealed.split(".")[0] ?? "", "", "a.b.c"])
    expect(await namesAt(mine.token, odd)).toEqual([]);
  expect(await namesAt(mine.token, sealed, after(days(2)))).toEqual([]);
  expect(await namesAt(mine.token.slice(1), sealed)).toBe("link_unknown");
});

test("files that wait count with those that come: never more than so many, and the first ones stay", async () => {
  const { token } = await aLink();
  const texts = ["a", "b", "c", "d", "e", "f"].map((letter) => ({ name: `${letter}.txt`, bytes: bytes(letter) }));
  const laid = await layAside(db(), { token, sealed: "", ticked: [], sent: texts.slice(0, 5) }, now);
  const { sealed, files } = laid.ok ? laid.value : { sealed: "", files: [] };
  const ticked = files.map(({ sha256 }) => sha256);
  const more = await layAside(db(), { token, sealed, ticked, sent: texts.slice(5) }, now);
  expect(more).toMatchObject({ value: { problem: { reason: "attachment_too_many" } } });
  expect(more.ok && more.value.files.map(({ name }) => name)).toEqual(["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]);
});

import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { appealAttachments, misuseAppeals, misuseLetters, misuseMeasures } from "@/db/schema";
import { layAside } from "@/lib/appeals/laid-aside.store";
import { lookUp } from "@/lib/appeals/lookup.queries";
import { signLink } from "@/lib/decisions/link.rules";
import { cleanFiles } from "@/lib/intake/media.store";
import { secrets } from "@/lib/platform/env";
import type { Person } from "@/lib/platform/permissions.rules";
import { purgeWhenDue } from "@/lib/retention/purge.command";
import { after, aReviewer, days, fieldsOf, reasonOf, someWords, visitor } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aPicture } from "@/test/media-files";
import { misuseIn } from "@/test/misuse";
import { aColleague, auditOf, givenPacks } from "@/test/town";
import { answerMisuseAppeal, appealMisuse } from "./appeal.command";
import { lookAtMisuseAppeal } from "./look.command";
import { misuseView } from "./misuse.queries";
import { openMisuseAttachment } from "./open-attachment.command";
import { misuseAtLink } from "./own.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
let amara: Person;
const { aSuspendedSender } = misuseIn(db, () => ({ mei, jonas }));

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
  amara = await aReviewer(db(), { name: "Amara Okafor" });
});

const now = after(days(5));
const bytes = (text: string) => new TextEncoder().encode(text);
const aPdf = { name: "../pages\u202E.pdf", bytes: bytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n") };
const aProgram = { name: "run.pdf", bytes: Uint8Array.of(0x4d, 0x5a, 0x90, 0) };

async function aSender(email: string) {
  const made = await aSuspendedSender(email);
  const told = and(eq(misuseLetters.measureId, made.measureId), eq(misuseLetters.kind, "suspension"));
  const [letter] = await db().select().from(misuseLetters).where(told);
  const token = signLink(letter?.id ?? "", secrets().links);
  const complaint = async () =>
    (await db().select().from(misuseAppeals).where(eq(misuseAppeals.measureId, made.measureId)))[0];
  const kept = async () => {
    const id = (await complaint())?.id ?? v7();
    return db().select().from(appealAttachments).where(eq(appealAttachments.misuseAppealId, id));
  };
  return { ...made, token, complaint, kept };
}

test("A4, M4: what shows that a suspension is wrong comes with the complaint, cleaned as an appeal's files are; whoever may read it downloads it, and each opening is logged", async () => {
  const { token, subjectId, complaint } = await aSender("files@sender.example");
  const photo = await aPicture();
  const sent = await appealMisuse(visitor, { token, text: someWords }, now, [{ name: "page.jpg", bytes: photo }, aPdf]);
  expect(sent).toMatchObject({ ok: true });
  const view = await misuseView(db(), amara, subjectId, now);
  const files = (view.ok && view.value.measures[0]?.appeal?.attachments) || [];
  expect(files.map(({ name, kind }) => [name, kind])).toEqual([
    ["page.webp", "picture"],
    ["pages.pdf", "pdf"],
  ]);
  const appealId = (await complaint())?.id;
  const open = (by: Person, fileId = files[0]?.id, of = appealId) =>
    openMisuseAttachment(by, { appealId: of, fileId }, now);
  const picture = await open(amara);
  expect(picture).toMatchObject({ ok: true, value: { mime: "image/webp" } });
  expect(picture.ok && Buffer.from(picture.value.bytes).toString("latin1")).not.toContain("Secret");
  expect(await auditOf(db(), files[0]?.id ?? "")).toMatchObject([{ verb: "appeal.file_view", outcome: "viewed" }]);
  expect(reasonOf(await open(mei))).toBe("forbidden");
  expect(reasonOf(await open(amara, files[0]?.id, files[0]?.id))).toBe("attachment_not_found");
  // What a complaint names is never cleaned away, and their own page says that it came.
  await cleanFiles(db(), after(days(9)));
  expect(await open(await aColleague(db(), { role: "auditor" }), files[1]?.id)).toMatchObject({ ok: true });
  const own = await misuseAtLink(db(), token, now);
  expect(own).toMatchObject({ value: { appeal: { text: someWords, files: 2 } } });
});

test("M4: a file of another kind is refused by its name and no complaint is filed; the others wait for the next try, at that letter alone", async () => {
  const { token, complaint, kept } = await aSender("refused@sender.example");
  const other = await aSender("another@sender.example");
  const refused = await appealMisuse(visitor, { token, text: someWords }, now, [aPdf, aProgram]);
  expect(fieldsOf(refused)).toEqual(["files attachment_kind"]);
  expect(await complaint()).toBeUndefined();
  const laid = await layAside(db(), { token, sealed: "", ticked: [], sent: [aProgram, aPdf] }, now);
  expect(laid).toMatchObject({ value: { problem: { values: { name: "run.pdf" } }, files: [{ name: "pages.pdf" }] } });
  const { sealed, files } = laid.ok ? laid.value : { sealed: "", files: [] };
  const ticked = files.map(({ sha256 }) => sha256);
  expect(await layAside(db(), { token: other.token, sealed, ticked, sent: [] }, now)).toMatchObject({
    value: { files: [] },
  });
  const again = await layAside(db(), { token, sealed, ticked, sent: [] }, now);
  const files2 = again.ok ? again.value.files : [];
  expect(await appealMisuse(visitor, { token, text: someWords }, now, files2)).toMatchObject({ ok: true });
  expect(await kept()).toMatchObject([{ name: "pages.pdf", position: 0 }]);
});

test("A4, M4: a file without a word is a complaint about a suspension; neither is none, and an altered link stores nothing", async () => {
  const { token, complaint } = await aSender("wordless@sender.example");
  const wordless = (files: (typeof aPdf)[], at = token) =>
    appealMisuse(visitor, { token: at, text: " \u200b\n" }, now, files);
  expect(fieldsOf(await wordless([]))).toEqual(["text appeal_empty"]);
  expect(reasonOf(await wordless([aPdf], token.slice(1)))).toBe("link_unknown");
  expect(await wordless([aPdf])).toMatchObject({ ok: true });
  expect(await complaint()).toMatchObject({ text: "" });
});

test("a file that came with a complaint is of that one complaint and stays as it came, in the database too", async () => {
  const { token, kept } = await aSender("frozen@sender.example");
  expect(await appealMisuse(visitor, { token, text: "" }, now, [aPdf])).toMatchObject({ ok: true });
  const [file] = await kept();
  if (!file) throw new Error("nothing was kept");
  const own = eq(appealAttachments.id, file.id);
  await expect(db().update(appealAttachments).set({ name: "other.pdf" }).where(own)).rejects.toThrow();
  await expect(db().update(appealAttachments).set({ misuseAppealId: null }).where(own)).rejects.toThrow();
  const ofNone = { ...file, id: v7(), misuseAppealId: null };
  await expect(db().insert(appealAttachments).values(ofNone)).rejects.toMatchObject({ code: "23514" });
});

test("Q89: a file that came with a complaint about a suspension goes with its words, on the same day", async () => {
  const { token, complaint, kept } = await aSender("forgotten@sender.example");
  expect(await appealMisuse(visitor, { token, text: someWords }, now, [aPdf])).toMatchObject({ ok: true });
  const appealId = (await complaint())?.id ?? "";
  await purgeWhenDue(db(), after(days(3_000)));
  expect(await kept(), "a complaint that is not answered needs it").toHaveLength(1);
  const why = "The same claim came six times about one shop.";
  expect(await lookAtMisuseAppeal(amara, { appealId, finding: "suspension", why }, after(days(6)))).toMatchObject({
    ok: true,
  });
  const upheld = { appealId, outcome: "upheld", reasons: "Nothing of it was there on those days." };
  expect(await answerMisuseAppeal(amara, upheld, after(days(6)))).toMatchObject({ ok: true });
  await purgeWhenDue(db(), after(days(3_000)));
  expect(await complaint()).toMatchObject({ text: "" });
  expect(await kept()).toEqual([]);
});

test("M4: the letters about a warning and a suspension carry the reference of their measure, and the desk finds the person by it", async () => {
  const { measureId, subjectId, token, complaint } = await aSender("named@sender.example");
  const [measure] = await db().select().from(misuseMeasures).where(eq(misuseMeasures.id, measureId));
  if (!measure) throw new Error("no measure");
  expect(measure.reference).toMatch(/^M-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  const told = await db().select().from(misuseLetters).where(eq(misuseLetters.measureId, measureId));
  expect(told.map(({ kind }) => kind).sort()).toEqual(["suspension", "warning"]);
  for (const { parts } of told) expect(JSON.stringify(parts)).toContain(measure.reference);
  const foundBy = async (by: Person, typed: string) => {
    const answer = await lookUp(db(), by, typed);
    return answer.ok ? answer.value.found : [];
  };
  const asTyped = measure.reference.toLowerCase().replaceAll("-", " ");
  expect(await foundBy(jonas, asTyped)).toMatchObject([{ kind: "misuse", id: subjectId, caseId: null }]);
  expect(await foundBy(mei, measure.reference), "moderators do not see who is watched").toEqual([]);
  expect(await appealMisuse(visitor, { token, text: someWords }, now)).toMatchObject({ ok: true });
  const reference = (await complaint())?.reference ?? "";
  expect(await foundBy(jonas, reference)).toMatchObject([{ kind: "misuse_appeal", id: subjectId, reference }]);
});

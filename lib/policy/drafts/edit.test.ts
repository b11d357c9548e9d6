import { beforeAll, expect, test } from "vitest";
import { problemOf } from "@/lib/platform/http";
import type { Person } from "@/lib/platform/permissions.rules";
import { phraseIn } from "@/lib/platform/phrases";
import { withTestDatabase } from "@/test/database";
import { aClause, draftRow, givenDraft, givenPlatform, smallRules } from "@/test/policy-drafts";
import { aColleague, auditOf } from "@/test/town";
import { editAnswer } from "../edit/answer.rules";
import { VersionFile } from "../import/version.contract";
import { createDraft } from "./create.command";
import { editDraft, redoEdit, undoEdit } from "./edit.command";

const { opened } = withTestDatabase();
let ana: Person;
let ben: Person;
let auditor: Person;

beforeAll(async () => {
  const { db } = opened();
  ana = await aColleague(db, { name: "Ana", role: "admin" });
  ben = await aColleague(db, { name: "Ben", role: "admin" });
  auditor = await aColleague(db, { name: "Tomasz", role: "auditor" });
  await givenPlatform(ana);
});

async function freshDraft(): Promise<string> {
  return givenDraft(ana, "lantern");
}

const titled = (ref: string, title: string) => ({ do: "clause.change" as const, ref, change: { title } });
async function titlesOf(draftId: string): Promise<Record<string, string>> {
  const file = VersionFile.parse((await draftRow(opened().db, draftId)).file);
  return Object.fromEntries(file.clauses.map(({ ref, title }) => [ref, title]));
}

test("a draft counts its writes, and each is in the log", async () => {
  const draftId = await freshDraft();
  expect((await draftRow(opened().db, draftId)).rev).toBe(1);
  const verbs = (await auditOf(opened().db, draftId)).map(({ verb }) => verb);
  expect(verbs.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(["policy.draft", "policy.edit"]);
});

test("two editors who write on different clauses at once lose nothing", async () => {
  const draftId = await freshDraft();
  const results = await Promise.all([
    editDraft(ana, { draftId, rev: 1, operations: [titled("1", "No false lanterns")] }),
    editDraft(ben, { draftId, rev: 1, operations: [titled("2", "No threats to anybody"), aClause("3")] }),
  ]);
  expect(results.map(({ ok }) => ok)).toEqual([true, true]);
  expect(await titlesOf(draftId)).toMatchObject({
    "1": "No false lanterns",
    "2": "No threats to anybody",
    "3": "Rule 3",
  });
  expect((await draftRow(opened().db, draftId)).rev).toBe(3);
});

test("of two editors who write on the same words, the second is told who was first and where, and nothing of theirs is written", async () => {
  const draftId = await freshDraft();
  await editDraft(ana, { draftId, rev: 1, operations: [titled("1", "Ana's words")] });
  const second = await editDraft(ben, { draftId, rev: 1, operations: [aClause("9"), titled("1", "Ben's words")] });
  expect(second).toMatchObject({
    ok: false,
    code: "conflict",
    reason: "draft_changed_since",
    values: { name: "Ana", place: "clauses › 1 › title" },
  });
  const titles = await titlesOf(draftId);
  expect([titles["1"], titles["9"]]).toEqual(["Ana's words", undefined]);
});

test("an edit that is sent again, as its answer was lost, is done once and is answered as done", async () => {
  const draftId = await freshDraft();
  const edit = { draftId, rev: 1, operations: [titled("1", "Ana's words")] };
  expect(await editDraft(ana, edit)).toMatchObject({ ok: true, value: { rev: 2 } });
  await editDraft(ben, { draftId, rev: 2, operations: [titled("2", "Ben's words")] });
  expect(await editDraft(ana, edit)).toMatchObject({ ok: true, value: { rev: 3 } });
  expect((await draftRow(opened().db, draftId)).rev).toBe(3);
  // Written over or taken back since, it is no repeat.
  await editDraft(ben, { draftId, rev: 3, operations: [titled("1", "Ben's words")] });
  expect(await editDraft(ana, edit)).toMatchObject({ reason: "draft_changed_since", values: { name: "Ben" } });
});

test("who wrote on the same words in another window is told of themselves as themselves, and of somebody else first", async () => {
  const draftId = await freshDraft();
  await editDraft(ana, { draftId, rev: 1, operations: [titled("1", "In one window")] });
  const second = { draftId, rev: 1, operations: [titled("1", "In the other")] };
  const told = {
    ok: false,
    code: "conflict",
    reason: "draft_changed_by_you",
    values: { place: "clauses › 1 › title" },
  };
  const answer = await editDraft(ana, second);
  expect(answer).toMatchObject(told);
  expect(editAnswer(answer, 1, null)).toMatchObject({ value: { done: false, conflict: { isOwn: true } } });
  expect((await titlesOf(draftId))["1"]).toBe("In one window");
  await editDraft(ben, { draftId, rev: 2, operations: [titled("1", "Ben's words")] });
  expect(await editDraft(ana, second)).toMatchObject({ reason: "draft_changed_since", values: { name: "Ben" } });
});

test("a list that a split, a merger or a new row carried along is not saved over by who had it open before", async () => {
  const { db } = opened();
  const covers = (clauses: string[]) => ({ do: "set.change" as const, id: "follows", change: { covers: { clauses } } });
  const merged = await freshDraft();
  const merge = { do: "clause.merge" as const, ref: "2", into: "1", change: {} };
  expect(await editDraft(ana, { draftId: merged, rev: 1, operations: [merge] })).toMatchObject({ ok: true });
  const told = { ok: false, reason: "draft_changed_since", values: { place: "sets › follows › covers › clauses" } };
  expect(await editDraft(ben, { draftId: merged, rev: 1, operations: [covers(["1"])] })).toMatchObject(told);

  const split = await freshDraft();
  const parts = [{ ref: "1a", title: "Part", summary: "Part." }];
  await editDraft(ana, { draftId: split, rev: 1, operations: [{ do: "clause.split", ref: "1", change: {}, parts }] });
  expect(await editDraft(ben, { draftId: split, rev: 1, operations: [covers(["2"])] })).toMatchObject(told);
  const kept = VersionFile.parse((await draftRow(db, split)).file).sanctions.sets[0]?.covers.clauses;
  expect(kept).toEqual(expect.arrayContaining(["1", "1a", "2"]));
});

test("undo takes back one's own newest edit and leaves what others wrote; redo makes it again", async () => {
  const draftId = await freshDraft();
  await editDraft(ana, { draftId, rev: 1, operations: [titled("1", "Ana's words")] });
  await editDraft(ben, { draftId, rev: 2, operations: [titled("2", "Ben's words")] });
  expect(await undoEdit(ana, { draftId })).toMatchObject({ ok: true, value: { rev: 4 } });
  expect(await titlesOf(draftId)).toMatchObject({ "1": "No counterfeit lanterns", "2": "Ben's words" });
  expect(await redoEdit(ana, { draftId })).toMatchObject({ ok: true });
  expect(await titlesOf(draftId)).toMatchObject({ "1": "Ana's words", "2": "Ben's words" });
  expect(await redoEdit(ana, { draftId })).toMatchObject({ ok: false, reason: "nothing_to_redo" });
  // Undo, redo and undo again lead to the same place.
  await undoEdit(ana, { draftId });
  expect(await titlesOf(draftId)).toMatchObject({ "1": "No counterfeit lanterns" });
});

test("an edit that somebody else has written over is not taken back", async () => {
  const draftId = await freshDraft();
  await editDraft(ana, { draftId, rev: 1, operations: [titled("1", "Ana's words")] });
  await editDraft(ben, { draftId, rev: 2, operations: [titled("1", "Ben's words")] });
  expect(await undoEdit(ana, { draftId })).toMatchObject({ ok: false, code: "conflict", values: { name: "Ben" } });
  expect((await titlesOf(draftId))["1"]).toBe("Ben's words");
});

test("what cannot be done is refused with its place, and none of it is written", async () => {
  const draftId = await freshDraft();
  const refused = await editDraft(ana, {
    draftId,
    rev: 1,
    operations: [titled("1", "Other"), titled("77", "Nobody's")],
  });
  expect(refused).toMatchObject({ ok: false, reason: "edit_refused", values: { operation: 2, code: "ref_missing" } });
  expect(refused.ok || (refused.phrases?.why && phraseIn(refused.phrases.why, "en"))).toBe(
    "There is no clause 77: choose one that is there.",
  );
  expect((await titlesOf(draftId))["1"]).toBe("No counterfeit lanterns");
});

test("who only reads writes nothing, and an edit of a newer draft than there is is stale", async () => {
  const draftId = await freshDraft();
  expect(await editDraft(auditor, { draftId, rev: 1, operations: smallRules })).toMatchObject({ code: "forbidden" });
  expect(await createDraft(auditor, { platform: "lantern", from: { kind: "nothing" } })).toMatchObject({
    code: "forbidden",
  });
  expect(await editDraft(ana, { draftId, rev: 9, operations: [aClause("4")] })).toMatchObject({ code: "stale" });
});

test("a document is read into a draft with every line accounted for; one that is refused leaves nothing", async () => {
  const { db } = opened();
  const bytes = (text: string) => new TextEncoder().encode(text);
  const text =
    "# Lantern rules\n\n## 1. Sales\n\n1.1 Sellers must not sell counterfeit lanterns.\n\n1.2 Threats are prohibited.\n\nShare | Print\n";
  const from = { kind: "document", name: "rules.md", format: "markdown", bytes: bytes(text) };
  const made = await createDraft(ana, { platform: "lantern", from });
  expect(made).toMatchObject({ ok: true });
  const row = await draftRow(db, made.ok ? made.value.draftId : "");
  const file = VersionFile.parse(row.file);
  expect(file.clauses.map(({ ref }) => ref)).toEqual(expect.arrayContaining(["1.1", "1.2"]));
  const source = row.source as { lines: { line: number; use: string }[] };
  expect(source.lines.map(({ line }) => line)).toEqual([1, 3, 5, 7, 9]);

  const before = await db.$count((await import("@/db/schema")).policyDrafts);
  const broken = { ...from, name: "rules.csv", format: "table", bytes: bytes("ref,title\n1,No dice\n1,No cards\n") };
  expect(await createDraft(ana, { platform: "lantern", from: broken })).toMatchObject({
    ok: false,
    reason: "import_duplicate_ref",
    phrases: { place: { key: "importPlace.lineAgain", values: { line: "3", first: "2" } } },
  });
  expect(await db.$count((await import("@/db/schema")).policyDrafts)).toBe(before);
});

test("a draft gets another id while it is open; one that a version or another draft has is refused, and nothing is written", async () => {
  const { db } = opened();
  const draftId = await freshDraft();
  const other = await draftRow(db, await freshDraft());
  const rename = (rev: number, to: string) =>
    editDraft(ana, { draftId, rev, operations: [{ do: "version.rename" as const, to }] });
  for (const taken of [other.ref, "unrecorded"])
    expect(await rename(1, taken)).toMatchObject({ ok: false, code: "conflict", reason: "version_taken" });
  expect((await draftRow(db, draftId)).rev).toBe(1);
  expect(await rename(1, "harbour-2027")).toMatchObject({ ok: true, value: { rev: 2 } });
  expect(await draftRow(db, draftId)).toMatchObject({ ref: "harbour-2027", rev: 2 });
  expect(await undoEdit(ana, { draftId })).toMatchObject({ ok: true });
  expect((await draftRow(db, draftId)).ref).not.toBe("harbour-2027");
});

test("a conflict is told in words: which part of the draft somebody else changed, in the reader's language", async () => {
  const draftId = await freshDraft();
  const plan = (label: string) => ({ do: "version.change" as const, change: { effectiveFrom: label } });
  await editDraft(ana, { draftId, rev: 1, operations: [plan("2031-01-01"), titled("1", "Ana's words")] });
  const told = async (operation: unknown) => {
    const met = await editDraft(ben, operation);
    return met.ok ? [] : [problemOf(met).detail, problemOf(met, "zh-Hans").detail];
  };
  const [english, chinese] = await told({ draftId, rev: 1, operations: [plan("2032-01-01")] });
  expect(english).toBe(
    "Ana changed the day on which the version begins in the meantime. Look at the draft as it is now, then write again.",
  );
  expect(chinese).toContain("版本的生效日");
  expect((await told({ draftId, rev: 1, operations: [titled("1", "Ben's words")] }))[0]).toContain(
    "changed clause 1 in",
  );
});

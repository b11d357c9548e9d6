import { beforeAll, expect, test } from "vitest";
import { streamOf } from "@/lib/platform/live";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aClause, givenDraft, givenPlatform } from "@/test/policy-drafts";
import { aColleague } from "@/test/town";
import { editDraft } from "../drafts/edit.command";
import { editAnswer } from "./answer.rules";
import { draftChannel, tellHere, tellWritten } from "./live.store";
import { editedDraft } from "./view.queries";

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

const tab = "0190a6b0-7c1d-7000-8000-000000000001";
const titled = (ref: string, title: string) => ({ do: "clause.change" as const, ref, change: { title } });

test("a draft is shown with what is inconsistent in it, and with what its reader may take back", async () => {
  const { db } = opened();
  const draftId = await givenDraft(ana, "lantern");
  const bare = { severity: null, dsaCategory: null, dsaCategoryAddition: [], dsaKeywords: [] };
  const editorial = { ...bare, keywords: { en: [], zh: [], zhHant: [] }, aim: "content" as const, remindOn: [] };
  await editDraft(ana, { draftId, rev: 1, operations: [aClause("3", { editorial })] });
  const view = await editedDraft(db, ana, draftId);
  if (!view.ok) throw new Error(view.reason);
  expect(view.value).toMatchObject({ rev: 2, mayEdit: true, undo: true, redo: false, changedBy: "Ana" });
  expect(view.value.problems).toContainEqual(
    expect.objectContaining({ code: "clauseNoCategory", place: ["clauses", "3", "editorial", "dsaCategory"] }),
  );
  expect(await editedDraft(db, ben, draftId)).toMatchObject({ value: { undo: false } });
});

test("who may not edit is not shown the editor, and tells nobody where they are", async () => {
  const { db } = opened();
  const draftId = await givenDraft(ana, "lantern");
  expect(await editedDraft(db, auditor, draftId)).toMatchObject({ ok: false, code: "forbidden" });
  expect(await tellHere(db, auditor, { draftId, tab, place: ["version"] })).toMatchObject({
    ok: false,
    code: "forbidden",
  });
  expect(await tellHere(db, ana, { draftId, tab, place: "everywhere" })).toMatchObject({ ok: false, code: "invalid" });
});

test("of two who write the same title the second is told who was first and where", async () => {
  const draftId = await givenDraft(ana, "lantern");
  await editDraft(ana, { draftId, rev: 1, operations: [titled("1", "Ana's title")] });
  const late = await editDraft(ben, { draftId, rev: 1, operations: [titled("1", "Ben's title")] });
  expect(editAnswer(late, 1, null)).toMatchObject({
    value: { done: false, conflict: { by: "Ana", places: [["clauses", "1", "title"]] } },
  });
});

test("what was made beside somebody else's edit stands with it, and is told so", async () => {
  const { db } = opened();
  const draftId = await givenDraft(ana, "lantern");
  await editDraft(ana, { draftId, rev: 1, operations: [titled("1", "Ana's title")] });
  const beside = await editDraft(ben, { draftId, rev: 1, operations: [titled("2", "Ben's title")] });
  const view = await editedDraft(db, ben, draftId);
  if (!view.ok) throw new Error(view.reason);
  expect(view.value.file.clauses.map(({ title }) => title)).toEqual(
    expect.arrayContaining(["Ana's title", "Ben's title"]),
  );
  expect(editAnswer(beside, 1, view.value)).toMatchObject({ value: { done: true, merged: true } });
});

test("a refusal keeps its place and what still names the clause on its way to the editor", async () => {
  const draftId = await givenDraft(ana, "lantern");
  const refused = await editDraft(ana, { draftId, rev: 1, operations: [{ do: "clause.retire", ref: "1" }] });
  expect(editAnswer(refused, 1, null)).toMatchObject({
    value: {
      done: false,
      refusal: {
        code: "named_by",
        place: ["clauses", "1"],
        values: { name: "1" },
        namedBy: [{ part: "set", name: "follows" }],
      },
    },
  });
});

test("whoever has the stream hears that a draft was written and where somebody is in it", async () => {
  const { db } = opened();
  const draftId = await givenDraft(ana, "lantern");
  const stream = await streamOf(opened(), { channel: draftChannel, stillMay: async () => true });
  if (!stream) throw new Error("no stream was given");
  expect(await tellHere(db, ben, { draftId, tab, place: ["clauses", "1"] })).toMatchObject({ ok: true });
  await tellWritten(db, ana, { draftId, rev: 2 });
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const news: unknown[] = [];
  while (news.length < 2) {
    const [, told] = /^data: (.*)\n\n$/.exec(decoder.decode((await reader.read()).value)) ?? [];
    if (told) news.push(JSON.parse(told));
  }
  await reader.cancel();
  expect(news).toEqual([
    { kind: "here", draftId, tab, place: ["clauses", "1"], personId: ben.id, name: "Ben" },
    { kind: "written", draftId, rev: 2, personId: ana.id, name: "Ana" },
  ]);
});

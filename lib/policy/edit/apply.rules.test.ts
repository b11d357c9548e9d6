import { expect, test } from "vitest";
import { taobao } from "@/test/drafts";
import type { VersionFile } from "../import/version.contract";
import { applyEdits } from "./apply.rules";
import { EditOperation } from "./contract";
import { roleRefusal } from "./roles.rules";
import { meeting } from "./touches.rules";

const terms = {
  ...{ label: "Suspend comments for 14 days", zh: "暂停评论14天", durationDays: 14, termNotStated: false },
  ...{ indefinite: false, permanent: false, points: null, perInfringement: false },
};

function done(file: VersionFile, ...operations: EditOperation[]): VersionFile {
  const applied = applyEdits(file, operations);
  if (!applied.ok) throw new Error(JSON.stringify(applied.refusal));
  return applied.file;
}

function refused(...operations: EditOperation[]) {
  const applied = applyEdits(taobao(), operations);
  if (applied.ok) throw new Error("It was let through.");
  return applied.refusal;
}

const refsOf = ({ clauses }: VersionFile) => clauses.map(({ ref }) => ref);
const clauseOf = ({ clauses }: VersionFile, ref: string) => clauses.find((clause) => clause.ref === ref);
const cell = (file: VersionFile, item: number, role: string, step: string) =>
  file.sanctions.table?.rows.find((row) => row.item === item)?.cells[role]?.[step];

test("a clause that moves takes along what stands under it, behind the sibling and its own", () => {
  const file = done(taobao(), { do: "clause.move", ref: "Table.5", parent: null, after: "Table.12" });
  const refs = refsOf(file);
  const block = refs.filter((ref) => ref === "Table.5" || ref.startsWith("Table.5."));
  expect(refs.slice(-block.length)).toEqual(block);
  expect(block).toHaveLength(9);
});

test("a clause cannot stand under itself, nor under a clause of another document", () => {
  const move = { do: "clause.move" as const, ref: "Table.5", after: null };
  expect(refused({ ...move, parent: "Table.5.1" })).toMatchObject({
    code: "circular",
    place: ["clauses", "Table.5", "parent"],
  });
  expect(refused({ ...move, parent: "v2.Art.5(1)" })).toMatchObject({ code: "other_document" });
  expect(refused({ ...move, parent: "Table.99" })).toMatchObject({
    code: "parent_missing",
    values: { parent: "Table.99" },
  });
});

test("a clause that a row, another clause or its children still name is not retired, and each is named", () => {
  expect(refused({ do: "clause.retire", ref: "Table.8" })).toMatchObject({
    code: "named_by",
    namedBy: [{ part: "row", name: "8" }],
  });
  expect(refused({ do: "clause.retire", ref: "Table.5" })).toMatchObject({ code: "has_children" });
  const counted = done(taobao(), { do: "counter.change", id: "TB-R1", change: { clauses: ["Table.5.1"] } });
  expect(applyEdits(counted, [{ do: "clause.retire", ref: "Table.5.1" }])).toMatchObject({
    refusal: { code: "named_by", namedBy: [{ part: "counter", name: "TB-R1" }] },
  });
});

test("a clause under a new reference is named by it everywhere, and is refused one that is taken", () => {
  const file = done(taobao(), { do: "clause.rename", ref: "Table.5", to: "Table.5a" });
  expect(file.sanctions.table?.rows.find(({ item }) => item === 5)?.ref).toBe("Table.5a");
  expect(clauseOf(file, "Table.5.1")?.parent).toBe("Table.5a");
  expect(clauseOf(file, "v2.Art.5(2)")?.related).toContain("Table.5a");
  expect(refused({ do: "clause.rename", ref: "Table.5", to: "Table.6" })).toMatchObject({ code: "ref_taken" });
});

test("parts that are split off a counted clause are counted with it", () => {
  const counted = done(taobao(), { do: "counter.change", id: "TB-R1", change: { clauses: ["Table.5.1"] } });
  const part = { ref: "Table.5.1b", title: "Invented prizes", summary: "Prizes that nobody gives." };
  const file = done(counted, { do: "clause.split", ref: "Table.5.1", change: {}, parts: [part] });
  expect(file.sanctions.counters[0]?.clauses).toEqual(["Table.5.1", "Table.5.1b"]);
  expect(clauseOf(file, "Table.5.1b")).toMatchObject({ parent: "Table.5", rows: [5], zh: null, titleZh: null });
});

test("a merged clause leaves its children, its rows and what named it to the other", () => {
  const file = done(taobao(), { do: "clause.merge", ref: "Table.7.1", into: "Table.5.1", change: { title: "Both" } });
  expect(refsOf(file)).not.toContain("Table.7.1");
  expect(clauseOf(file, "Table.5.1")).toMatchObject({ title: "Both", rows: [5, 7] });
  expect(refused({ do: "clause.merge", ref: "Table.7", into: "Table.5", change: {} })).toMatchObject({
    code: "row_ref_taken",
  });
  expect(refused({ do: "clause.merge", ref: "Table.7", into: "Table.7.1", change: {} })).toMatchObject({
    code: "circular",
  });
});

test("a cell that rows share is set for all of them, and only at the row it is printed in", () => {
  const set = {
    do: "cell.set" as const,
    role: "buyer",
    step: "severe",
    sanctions: [{ action: "tb.delete-content", terms: null }],
  };
  const file = done(taobao(), { ...set, item: 4 });
  for (const item of [4, 5, 12]) expect(cell(file, item, "buyer", "severe")).toEqual(["tb.delete-content"]);
  expect(refused({ ...set, item: 5 })).toMatchObject({ code: "shares_cells", values: { item: 5, from: 4 } });
});

test("other terms make a sanction beside its like once, and the next cell finds it", () => {
  const set = (item: number, step: string): EditOperation => ({
    ...{ do: "cell.set", item, role: "buyer", step },
    sanctions: [{ action: "tb.suspend-comments-7d", terms }],
  });
  const file = done(taobao(), set(4, "base"), set(1, "base"));
  expect(cell(file, 4, "buyer", "base")).toEqual(["tb.suspend-comments-14d"]);
  expect(cell(file, 1, "buyer", "base")).toEqual(["tb.suspend-comments-14d"]);
  expect(file.sanctions.actions.filter(({ id }) => id.startsWith("tb.suspend-comments-14d"))).toHaveLength(1);
});

test("what the engine could not carry out cannot be put into a cell", () => {
  const set = (sanctions: unknown) =>
    EditOperation.parse({ do: "cell.set", item: 4, role: "buyer", step: "base", sanctions });
  expect(refused(set([{ action: "tb.limit-posts" }]))).toMatchObject({ code: "not_a_penalty" });
  expect(refused(set([{ action: "tb.fine" }]))).toMatchObject({ code: "action_missing" });
  const both = { ...terms, permanent: true };
  expect(refused(set([{ action: "tb.close-comments", terms: both }]))).toMatchObject({ code: "terms_clash" });
  const typed = { do: "cell.set", item: 4, role: "buyer", step: "base", sanctions: [{ action: "tb.expel", fine: 50 }] };
  expect(EditOperation.safeParse(typed).success).toBe(false);
});

test("a row that clauses or a counter name stays, and its new number is carried to both", () => {
  expect(refused({ do: "row.remove", item: 12 })).toMatchObject({ code: "named_by", place: ["rows", "12"] });
  const file = done(taobao(), { do: "row.rename", item: 12, to: 20 });
  expect(file.sanctions.counters[0]?.items).toContain(20);
  expect(clauseOf(file, "Table.12.1")?.rows).toEqual([20]);
});

test("of several operations all are done or none, and the one that cannot be done is told", () => {
  const file = taobao();
  const applied = applyEdits(file, [
    { do: "clause.change", ref: "Table.8", change: { title: "Changed" } },
    { do: "counter.remove", id: "TB-R1" },
  ]);
  expect(applied).toMatchObject({ ok: false, refusal: { operation: 1, do: "counter.remove", code: "named_by" } });
  expect(clauseOf(file, "Table.8")?.title).not.toBe("Changed");
});

test("a change may not name what is not there", () => {
  const change = { related: ["Table.99"] };
  expect(refused({ do: "clause.change", ref: "Table.8", change })).toMatchObject({
    ...{ code: "ref_missing", place: ["clauses", "Table.8", "related"], values: { ref: "Table.99" } },
  });
});

test("two people meet in the same field of the same clause, and nowhere else", () => {
  const title = (ref: string): EditOperation => ({ do: "clause.change", ref, change: { title: "x" } });
  const note: EditOperation = { do: "clause.change", ref: "Table.8", change: { note: "x" } };
  expect(meeting([title("Table.8")], [title("Table.8")], taobao())).toEqual([["clauses", "Table.8", "title"]]);
  expect(meeting([title("Table.8")], [note], taobao())).toEqual([]);
  expect(meeting([title("Table.8")], [title("Table.9")], taobao())).toEqual([]);
  expect(meeting([title("Table.8")], [{ do: "clause.retire", ref: "Table.8" }], taobao())).toHaveLength(1);
});

test("the columns of a role are given to another with all that stands in them, and never to one that has its own", () => {
  const imported = done(taobao(), { do: "role.add", role: "shop-owner" }, { do: "role.remove", role: "merchant" });
  const before = cell(imported, 4, "buyer", "repeat");
  const mapped = done(imported, { do: "role.rename", role: "buyer", to: "merchant" });
  expect(before).not.toBeNull();
  expect(cell(mapped, 4, "merchant", "repeat")).toEqual(before);
  expect(cell(mapped, 4, "buyer", "repeat")).toBeUndefined();
  expect(refused({ do: "role.rename", role: "buyer", to: "merchant" })).toMatchObject({ code: "role_taken" });
  expect(refused({ do: "role.rename", role: "courier", to: "guest" })).toMatchObject({ code: "role_missing" });
});

test("columns are given to no role that the platform does not know", () => {
  const rename = { do: "role.rename" as const, role: "shop owner", to: "courier" };
  expect(roleRefusal([rename], ["merchant", "buyer"])).toMatchObject({ operation: 0, code: "role_unknown" });
  expect(roleRefusal([{ ...rename, to: "merchant" }], ["merchant", "buyer"])).toBeNull();
});

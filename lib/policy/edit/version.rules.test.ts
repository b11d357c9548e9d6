import { expect, test } from "vitest";
import { taobao } from "@/test/drafts";
import type { VersionFile } from "../import/version.contract";
import { versionText } from "../import/version-file.rules";
import { applyEdits } from "./apply.rules";
import { changedPlaces } from "./changed.rules";
import { EditOperations } from "./contract";
import { undoOf } from "./undo.rules";

function done(file: VersionFile, ...operations: unknown[]): VersionFile {
  const applied = applyEdits(file, EditOperations.parse(operations));
  if (!applied.ok) throw new Error(JSON.stringify(applied.refusal));
  return applied.file;
}

const document = taobao().documents[0]?.id ?? "";

test("a draft under another id says the new one wherever it says which version it is of, and no other part differs", () => {
  const before = taobao();
  const after = done(before, { do: "version.rename", to: "winter-2027" });
  expect(versionText(after)).not.toContain(`"${before.version.id}"`);
  expect(after.clauses.every(({ versions }) => versions.join() === "winter-2027")).toBe(true);
  expect(changedPlaces(before, after)).toEqual([["version", "id"]]);
  const undo = undoOf(before, after);
  expect(undo?.parts.map(({ list }) => list)).toEqual(["version"]);
  const back = applyEdits(after, undo ? [undo] : []);
  expect(back.ok && versionText(back.file)).toBe(versionText(before));
});

test("what was written before the draft had another id can be taken back, under the new one", () => {
  const before = taobao();
  const ref = before.clauses[0]?.ref;
  const edited = done(before, { do: "clause.change", ref, change: { title: "Other words" } });
  const undo = undoOf(before, edited);
  const renamed = done(edited, { do: "version.rename", to: "winter-2027" });
  const back = applyEdits(renamed, undo ? [undo] : []);
  expect(back.ok && versionText(back.file)).toBe(
    versionText(done(before, { do: "version.rename", to: "winter-2027" })),
  );
});

test.each(["new", "Winter 2027", "", "x".repeat(61)])("a version cannot be called %j", (to) => {
  expect(EditOperations.safeParse([{ do: "version.rename", to }]).success).toBe(false);
});

test("the title, the languages, the source and the date of a document are written, and taken back", () => {
  const before = taobao();
  const change = {
    title: "Community rules",
    titleZh: { hans: "社区规则", hant: "社區規則" },
    source: "https://rules.example/community",
    lastUpdated: "2027-01-02",
  };
  const after = done(before, { do: "document.change", id: document, change });
  expect(after.documents.find(({ id }) => id === document)).toMatchObject(change);
  const undo = undoOf(before, after);
  const back = applyEdits(after, undo ? [undo] : []);
  expect(back.ok && versionText(back.file)).toBe(versionText(before));
});

test("a document that is not there, or that would prevail over itself, is refused with its place", () => {
  const refusal = (operation: unknown) => {
    const applied = applyEdits(taobao(), EditOperations.parse([operation]));
    return applied.ok ? null : applied.refusal;
  };
  expect(refusal({ do: "document.change", id: "GONE", change: { title: "x" } })).toMatchObject({
    code: "document_missing",
    place: ["documents", "GONE"],
  });
  expect(refusal({ do: "document.change", id: document, change: { prevailsOver: [document] } })).toMatchObject({
    code: "circular",
    place: ["documents", document, "prevailsOver"],
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ImportedDraft } from "./contract";
import { importDocument } from "./document.rules";
import { isEnforceable } from "./words.rules";

/** What a person reads in documents that were written before the importer was tuned, and are no model for it. */
type Right = { clauses: string[]; rows: string[]; problems: string[]; parts: Record<string, number> };

const folder = join(process.cwd(), "test", "rule-documents", "unseen");
const right: Record<string, Right> = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));

function draftOf(name: string): ImportedDraft {
  const bytes = readFileSync(join(folder, name));
  const imported = importDocument({ bytes, name, format: "auto", platform: "unseen" });
  if (!imported.ok) throw new Error(imported.refusal.message);
  return imported.value;
}

/** How many of a document's own sayings a draft says, and what it says beside them. */
function counted(wanted: readonly string[], found: readonly string[]) {
  const left = [...found];
  const missed = wanted.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return { right: wanted.length - missed.length, of: wanted.length, missed, wrong: left };
}

function readingOf(name: string) {
  const draft = draftOf(name);
  const rules = draft.clauses.filter(({ kind }) => isEnforceable(kind));
  return {
    clauses: counted(
      right[name]?.clauses ?? [],
      rules.map(({ ref, parent }) => `${ref} < ${parent ?? ""} < rule`),
    ),
    rows: counted(
      right[name]?.rows ?? [],
      draft.rows.map(({ ref, role, step, actions }) => [ref, role.split("-")[0], step, actions.join("; ")].join(" < ")),
    ),
    problems: counted(
      right[name]?.problems ?? [],
      draft.problems.map(({ code, values }) => `${code} ${values.ref}`),
    ),
    parts: counted(
      Object.entries(right[name]?.parts ?? {}).map(([ref, count]) => `${ref}: ${count}`),
      draft.clauses.filter(({ parts }) => parts.length > 0).map(({ ref, parts }) => `${ref}: ${parts.length}`),
    ),
  };
}

/** Every saying is there, and nothing beside it: a wrong rule or measure costs a person more than a missing one. */
test.each(Object.keys(right))(
  "%s, written before its numbering was ever read, gives its rules, exceptions and table as a person reads them",
  (name) => {
    for (const [what, { right, of, missed, wrong }] of Object.entries(readingOf(name))) {
      console.log(`${name}, ${what}: ${right} of ${of}, and ${wrong.length} wrong`);
      expect({ missed, wrong }, what).toEqual({ missed: [], wrong: [] });
    }
  },
);

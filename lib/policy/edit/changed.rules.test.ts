import { expect, test } from "vitest";
import { taobao } from "@/test/drafts";
import { applyEdits } from "./apply.rules";
import { writtenPlaces } from "./changed.rules";
import type { EditOperation } from "./contract";

function written(...operations: EditOperation[]): string[] {
  const before = taobao();
  const applied = applyEdits(before, operations);
  if (!applied.ok) throw new Error(JSON.stringify(applied.refusal));
  return writtenPlaces(operations, before, applied.file).map((place) => place.join(" › "));
}

const { clauses, sanctions } = taobao();
const counter = sanctions.counters.find((each) => each.clauses.length > 0);

test("a split names what it widened: the counters and sets that count or cover the whole", () => {
  const covered = sanctions.sets.find(({ covers }) => covers.clauses.length > 0)?.covers.clauses[0];
  const ref = counter?.clauses[0] ?? covered ?? "";
  const parts = [{ ref: "New.1", title: "Part", summary: "Part." }];
  const places = written({ do: "clause.split", ref, change: {}, parts });
  const widened = [
    ...sanctions.counters.filter((each) => each.clauses.includes(ref)).map(({ id }) => `counters › ${id} › clauses`),
    ...sanctions.sets
      .filter((each) => each.covers.clauses.includes(ref))
      .map(({ id }) => `sets › ${id} › covers › clauses`),
  ];
  expect(widened.length).toBeGreaterThan(0);
  expect(places).toEqual([
    `clauses › ${ref}`,
    "clauses › New.1",
    ...widened.toSorted((a, b) => places.indexOf(a) - places.indexOf(b)),
  ]);
});

test("a new row names the clause that stands for it, and a cell only itself", () => {
  const free = clauses.find(({ rows, enforceable }) => rows.length === 0 && enforceable)?.ref ?? "";
  expect(written({ do: "row.add", item: 99, ref: free, like: null, after: null })).toEqual([
    "rows › 99",
    `clauses › ${free} › rows`,
  ]);
  const cell: EditOperation = { do: "cell.set", item: 4, role: "buyer", step: "base", sanctions: null };
  const places = written(cell);
  expect(places[0]).toBe("rows › 4 › cells › buyer › base");
  // Rows that share the printed cell are written with it, and nothing else of them.
  expect(places.every((place) => place.endsWith("cells › buyer › base"))).toBe(true);
});

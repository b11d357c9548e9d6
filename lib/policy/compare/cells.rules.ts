import type { VersionFile } from "../import/version.contract";
import type { ShownAction } from "../library.contract";
import { actionsOf } from "../library-sanctions.rules";
import { titleOf } from "../library-words.rules";
import type { Row } from "../sanctions.contract";
import type { Rename } from "./clauses.rules";
import type { CellChange, CellChangeKind, RowHead } from "./contract";
import { against, measuresOf } from "./graver.rules";
import { numbered } from "./numbered.rules";
import { packOfVersion } from "./one-version.rules";

type Sides = { from: VersionFile; to: VersionFile };
/** A row under the reference that the later version gives it; it may be in one version only. */
type RowPair = { before: Row | null; after: Row | null };

/** The penalty tables cell by cell: row by role by step. Rows whose cell changed alike stand together. */
export function cellChanges(sides: Sides, rename: Rename): CellChange[] {
  const changes = new Map<string, CellChange>();
  for (const pair of rowPairs(sides, rename)) {
    for (const [role, step] of places(pair)) {
      const change = cellChange(sides, pair, role, step);
      if (!change) continue;
      const key = JSON.stringify([role, step, change.kind, idsOf(change.before), idsOf(change.after)]);
      const known = changes.get(key);
      if (known) known.rows.push(...change.rows);
      else changes.set(key, change);
    }
  }
  return [...changes.values()];
}

const idsOf = (actions: readonly ShownAction[] | null) => actions?.map(({ id }) => id).sort();

/** A row is the one of the same clause; where its clause is not there, the one of the same name. */
function rowPairs({ from, to }: Sides, rename: Rename): RowPair[] {
  const rows = from.sanctions.table?.rows ?? [];
  // A row whose clause is not there stands for none: its name must not take the place of one that was renamed to it.
  const there = new Set(from.clauses.map(({ ref }) => ref));
  const byClause = numbered(
    rows.filter(({ ref }) => there.has(ref)),
    ({ ref }) => rename(ref),
  );
  const byName = numbered(rows, ({ ref }) => ref);
  const later = numbered(to.sanctions.table?.rows ?? [], ({ ref }) => ref);
  const used = new Set<Row>();
  const found = new Map(
    [...later].flatMap(([key, after]) => {
      const before = byClause.get(key);
      return before ? [[after, before] as const] : [];
    }),
  );
  for (const before of found.values()) used.add(before);
  const kept = [...later].map(([key, after]) => {
    const named = byName.get(key);
    const before = found.get(after) ?? (named && !used.has(named) ? named : null);
    if (before) used.add(before);
    return { before, after };
  });
  return [...kept, ...rows.filter((row) => !used.has(row)).map((before) => ({ before, after: null }))];
}

function places({ before, after }: RowPair): [string, string][] {
  const all = [before, after].flatMap((row) =>
    Object.entries(row?.cells ?? {}).flatMap(([role, steps]) => Object.keys(steps).map((step) => `${role}\n${step}`)),
  );
  return [...new Set(all)].map((place) => {
    const [role = "", step = ""] = place.split("\n");
    return [role, step];
  });
}

function cellChange({ from, to }: Sides, { before, after }: RowPair, role: string, step: string): CellChange | null {
  const [one, other] = [before?.cells[role]?.[step] ?? null, after?.cells[role]?.[step] ?? null];
  const kind = kindOf(one, other, { from, to });
  if (!kind) return null;
  const shown = (file: VersionFile, ids: string[] | null) => ids && actionsOf(packOfVersion(file), ids);
  return {
    ...{ kind, role, step, before: shown(from, one), after: shown(to, other) },
    rows: [{ before: before && rowHead(from, before), after: after && rowHead(to, after) }],
  };
}

function kindOf(before: string[] | null, after: string[] | null, { from, to }: Sides): CellChangeKind | null {
  if (!before && !after) return null;
  if (!before) return "added";
  if (!after) return "removed";
  const measures = { earlier: measuresOf(from.sanctions.actions), later: measuresOf(to.sanctions.actions) };
  const standing = against(before, after, measures);
  return standing === "same" ? null : standing;
}

function rowHead(file: VersionFile, { item, ref }: Row): RowHead {
  const clause = file.clauses.find((known) => known.ref === ref);
  return { item, ref, title: clause ? titleOf(clause) : { en: ref } };
}

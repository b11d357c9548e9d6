import type { VersionFile } from "../import/version.contract";
import { versionLabel } from "../library-words.rules";
import { cellChanges } from "./cells.rules";
import { addedClause, clauseChange, retiredClause } from "./clauses.rules";
import type { ClauseChange, ComparedVersion, VersionComparison } from "./contract";
import { type Matched, matchClauses, renamed } from "./match.rules";
import { movedAmong } from "./order.rules";
import { partChanges } from "./parts.rules";

/** Two versions of different platforms: their rules say nothing of each other. */
export class NotComparable extends Error {
  override name = "NotComparable";
  constructor(readonly platforms: readonly [string, string]) {
    super(
      `Only versions of one platform can be compared: these are of ${platforms[0]} and ${platforms[1]}. Choose two of the same.`,
    );
  }
}

/**
 * What differs between two versions of one platform: clause by clause, cell by cell, part by part. A version against
 * itself gives nothing, and turning the two around gives the same with before and after changed places.
 * @throws NotComparable for versions of two platforms
 */
export function compareVersions(from: VersionFile, to: VersionFile): VersionComparison {
  if (from.platform !== to.platform) throw new NotComparable([from.platform, to.platform]);
  const matched = matchClauses(from, to);
  const later = renamed(matched);
  const rename = (ref: string) => later(ref) ?? ref;
  const clauses = clauseChanges({ from, to }, matched, rename);
  return {
    from: shown(from),
    to: shown(to),
    clauses,
    cells: cellChanges({ from, to }, rename),
    parts: partChanges({ from, to }, rename),
    unchanged: matched.pairs.length - clauses.filter(({ before, after }) => before && after).length,
  };
}

function shown({ version, clauses }: VersionFile): ComparedVersion {
  const { id, textAvailable, effectiveFrom, effectiveTo } = version;
  return { ref: id, label: versionLabel(version), textAvailable, effectiveFrom, effectiveTo, clauses: clauses.length };
}

function clauseChanges(
  { from, to }: { from: VersionFile; to: VersionFile },
  matched: Matched,
  rename: (ref: string) => string,
): ClauseChange[] {
  const { pairs, retired, added } = matched;
  const moved = movedAmong(from, to, matched, rename);
  const places = new Map(to.clauses.map(({ ref }, at) => [ref, at]));
  const gone = new Set(retired.map(({ ref }) => ref));
  const placed: { at: number; change: ClauseChange }[] = [
    ...added.map((clause) => ({ at: places.get(clause.ref) ?? 0, change: addedClause(clause) })),
    ...pairs.flatMap(({ before, after }) => {
      const change = clauseChange(before, after, rename, moved.get(after.ref));
      return change ? [{ at: places.get(after.ref) ?? 0, change }] : [];
    }),
  ];
  // A retired clause stands behind the one that it followed.
  let at = -1;
  for (const clause of from.clauses) {
    if (gone.has(clause.ref)) placed.push({ at: at + 0.5, change: retiredClause(clause) });
    else at = places.get(rename(clause.ref)) ?? at;
  }
  return placed.sort((a, b) => a.at - b.at).map(({ change }) => change);
}

import type { VersionFile } from "../import/version.contract";
import { type EditOperation, lists, type Place } from "./contract";
import { comparable, isSame } from "./parts.rules";
import { touches } from "./touches.rules";

/** Fields whose own fields are places too: a row's cells by role and step, what a set covers. */
const deeper: Readonly<Record<string, number>> = { cells: 2, covers: 1 };

/** The places at which two states of a draft differ, as far down as an edit can name one. */
export function changedPlaces(before: VersionFile, after: VersionFile): Place[] {
  const { old, now } = comparable(before, after);
  return lists.flatMap((list) =>
    [...new Set([...old[list].keys(), ...now[list].keys()])].flatMap((key) =>
      differing(
        list === "version" || list === "table" ? [list] : [list, key],
        [old[list].get(key), now[list].get(key)],
        1,
      ),
    ),
  );
}

function differing(place: Place, [one, other]: readonly [unknown, unknown], depth: number): Place[] {
  if (isSame(one, other)) return [];
  if (depth === 0 || !isRecord(one) || !isRecord(other)) return [place];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((field) =>
    differing([...place, field], [one[field], other[field]], Math.max(depth - 1, deeper[field] ?? 0)),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * All that operations wrote: what they name, and what they carried along elsewhere (a counter that counts the parts of a
 * split clause, the clause that a new row stands for). Whoever saves such a list as it was before would undo it unseen.
 */
export function writtenPlaces(operations: readonly EditOperation[], before: VersionFile, after: VersionFile): Place[] {
  const named = operations.flatMap(touches);
  const isNamed = (place: Place) => named.some((own) => own.every((step, index) => step === place[index]));
  return [...named, ...changedPlaces(before, after).filter((place) => !isNamed(place))];
}

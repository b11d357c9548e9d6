import { type Failure, fail } from "@/lib/platform/result";
import { importLimits, type Refusal } from "../import/contract";
import { at } from "./json-place.rules";
import { jsonOf, placesTwice, refusalPlace } from "./refusal-place.rules";

/**
 * A document that is not read, as every door of the desk answers it: why, at what place, and what the limits are. `bytes`: of
 * what was given, so that a version file is answered by its references and titles and not by paths.
 */
export function importRefused({ code, place }: Pick<Refusal, "code" | "place">, bytes?: Uint8Array): Failure {
  const lost = code === "invalid_pack" && bytes ? lostParent(place, bytes) : null;
  if (lost) return fail("refused", "import_lost_parent", { values: lost });
  return fail("refused", `import_${code}`, { values: limits, phrases: { place: refusalPlace({ place }, bytes) } });
}

type Twice = Parameters<typeof placesTwice>[0];

/** A document that gives a reference to two clauses, each of them with its lines. */
export function refusedTwice(twice: Twice): Failure {
  return fail("refused", "import_duplicate_ref", { values: limits, phrases: { place: placesTwice(twice) } });
}

const megabytes = (bytes: number) => Math.floor(bytes / 1024 ** 2);
const limits = {
  rows: importLimits.tableRows,
  clauses: importLimits.clauses,
  megabytes: megabytes(importLimits.bytes),
  unpacked: megabytes(importLimits.unpackedBytes),
};

/** A clause whose parent is not in the file is told with both. */
function lostParent(place: string, bytes: Uint8Array): { clause: string; parent: string } | null {
  if (!place.startsWith("clause ")) return null;
  const ref = place.slice("clause ".length);
  const clauses = at(jsonOf(bytes), "clauses");
  const clause = Array.isArray(clauses) ? clauses.find((one) => at(one, "ref") === ref) : undefined;
  return { clause: ref, parent: String(at(clause, "parent") ?? "") };
}

import type { VersionFile } from "../import/version.contract";
import { type Edit, lists } from "./contract";
import { comparable, fileOf, isSame, partBack, partsOf } from "./parts.rules";
import { refuseEdit } from "./refuse.rules";
import { withVersionId } from "./version.rules";

/**
 * The operation that brings `before` back from `after`: only the parts that differ, each with what it must still be, so that
 * what somebody else changed since stays. Null where nothing differs. `undoOf(after, before)` makes it again.
 */
export function undoOf(before: VersionFile, after: VersionFile): Edit<"restore"> | null {
  const { old, now } = comparable(before, after);
  const parts = lists.flatMap((list) =>
    [...new Set([...old[list].keys(), ...now[list].keys()])]
      .filter((key) => !isSame(old[list].get(key), now[list].get(key)))
      .map((key) => partBack(list, key, now[list].get(key), old[list].get(key))),
  );
  const orders = lists
    .filter((list) => !isSame([...old[list].keys()], [...now[list].keys()]))
    .map((list) => ({ list, keys: [...old[list].keys()] }));
  return parts.length + orders.length === 0 ? null : { do: "restore", parts, orders };
}

/** What is brought back is of the draft's version as it is called now, whatever it was called when it was taken away. */
export function restore(file: VersionFile, { parts, orders }: Edit<"restore">): VersionFile {
  const now = partsOf(file);
  for (const part of parts) {
    const { list, key } = part;
    const [from, to] = [ofVersion(part.from, file.version.id), ofVersion(part.to, file.version.id)];
    if (!isSame(now[list].get(key) ?? null, from)) refuseEdit("changed_since", [list, key], { name: key });
    if (to === null) now[list].delete(key);
    else now[list].set(key, to);
  }
  for (const { list, keys } of orders) now[list] = inOrder(now[list], keys);
  if (now.table.size > 0 && now.rows.size === 0) refuseEdit("last_row", ["table"]);
  if (now.table.size > 0 && now.steps.size === 0) refuseEdit("last_step", ["table"]);
  const id = idIn(now.version.get("version")) ?? file.version.id;
  const back = fileOf(file, now);
  return id === file.version.id
    ? back
    : withVersionId({ ...back, version: { ...back.version, id: file.version.id } }, id);
}

function idIn(version: unknown): string | null {
  return typeof version === "object" && version !== null && "id" in version ? String(version.id) : null;
}

/** A part with the id of the draft's version where it names one: nothing in a draft is of another. */
function ofVersion(part: unknown, id: string): unknown {
  if (typeof part !== "object" || part === null) return part;
  if ("covers" in part) return { ...part, covers: ofVersion(part.covers, id) };
  const names = "versions" in part && Array.isArray(part.versions) && part.versions.length > 0;
  return names ? { ...part, versions: [id] } : part;
}

/** As it was; what has come since stays behind what it stands behind now. */
function inOrder(now: Map<string, unknown>, keys: readonly string[]): Map<string, unknown> {
  const wanted = keys.filter((key) => now.has(key));
  const known = new Set(wanted);
  let before: string | null = null;
  for (const key of now.keys()) {
    if (!known.has(key)) wanted.splice(before === null ? 0 : wanted.indexOf(before) + 1, 0, key);
    before = key;
  }
  return new Map(wanted.map((key) => [key, now.get(key)]));
}

import type { VersionFile } from "../import/version.contract";
import { type Edit, lists } from "./contract";
import { fileOf, isSame, partBack, partsOf } from "./parts.rules";
import { refuseEdit } from "./refuse.rules";

/**
 * The operation that brings `before` back from `after`: only the parts that differ, each with what it must still be, so that
 * what somebody else changed since stays. Null where nothing differs. `undoOf(after, before)` makes it again.
 */
export function undoOf(before: VersionFile, after: VersionFile): Edit<"restore"> | null {
  const [old, now] = [partsOf(before), partsOf(after)];
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

export function restore(file: VersionFile, { parts, orders }: Edit<"restore">): VersionFile {
  const now = partsOf(file);
  for (const { list, key, from, to } of parts) {
    if (!isSame(now[list].get(key) ?? null, from)) refuseEdit("changed_since", [list, key], { name: key });
    if (to === null) now[list].delete(key);
    else now[list].set(key, to);
  }
  for (const { list, keys } of orders) now[list] = inOrder(now[list], keys);
  if (now.table.size > 0 && now.rows.size === 0) refuseEdit("last_row", ["table"]);
  if (now.table.size > 0 && now.steps.size === 0) refuseEdit("last_step", ["table"]);
  if (now.actions.size === 0) refuseEdit("last_action", ["actions"]);
  return fileOf(file, now);
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

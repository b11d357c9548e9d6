import type { VersionFile } from "../import/version.contract";
import type { EditOperation, EditRefusal } from "./contract";

/** Roles that the rules of a platform tell apart: those it names, else those of the version; empty: it takes any. */
export function knownRoles(
  ofPlatform: readonly string[],
  { version }: Pick<VersionFile, "version">,
): readonly string[] {
  return ofPlatform.length > 0 ? ofPlatform : (version.roles ?? []);
}

export function isKnownRole(role: string, known: readonly string[]): boolean {
  return known.length === 0 || role === "any" || known.includes(role);
}

/** The first operation that would give the penalty table a column for somebody the platform does not know (issue 6). */
export function roleRefusal(operations: readonly EditOperation[], known: readonly string[]): EditRefusal | null {
  for (const [operation, edit] of operations.entries()) {
    const role = roleGiven(edit);
    if (role === null || isKnownRole(role, known)) continue;
    const values = { role, roles: known.join(", ") };
    return { operation, do: edit.do, place: ["table", "role"], code: "role_unknown", values, namedBy: [] };
  }
  return null;
}

/** The role that an operation gives a column; null: it gives none. */
function roleGiven(edit: EditOperation): string | null {
  if (edit.do === "role.rename") return edit.to;
  return edit.do === "role.add" || edit.do === "table.start" ? edit.role : null;
}

import type { PolicyPack } from "./contract";
import { rolesNamed } from "./governing.rules";

/** Roles that rules distinguish (DESIGN.md section 1): a platform that names others may still be asked about these. */
export const usualRoles: readonly string[] = ["merchant", "buyer", "affiliate"];

/** Roles of platforms whose rules are for everybody. */
const everybodysRoles: readonly string[] = [...usualRoles, "seller", "user", "creator"];

/** Places where people publish, for platforms of which nobody said which they have; each has a name in the desk. */
const usualSurfaces: readonly string[] = [
  ...["post", "weitao-post", "moment", "moments", "feed", "comment", "review", "qa", "topic", "group", "channel"],
  ...["im", "message", "group-chat", "chat", "listing", "materials", "profile", "account", "official-account"],
  ...["livestream", "video", "image", "advertisement", "software", "registration", "service"],
];

/** What whoever added a platform said of it; empty: nothing. */
export type Declared = { roles: readonly string[]; surfaces: readonly string[] };

const nothingDeclared: Declared = { roles: [], surfaces: [] };

const distinct = (...lists: (readonly string[])[]) => [...new Set(lists.flat())].filter((name) => name !== "any");

/**
 * The roles that content of a platform may be said to be made in: those that were declared and those that its rules name,
 * with the usual ones; where its rules are for everybody, the usual words. Null: there are no rules to know one from.
 */
export function rolesKnown(pack: PolicyPack | null, declared: Declared = nothingDeclared): string[] | null {
  const named = pack?.clauses.flatMap(({ appliesTo }) => appliesTo.roles) ?? [];
  if (declared.roles.length > 0) return distinct(declared.roles, named);
  if (!pack || pack.clauses.length === 0) return null;
  const rolesOfRules = rolesNamed(pack);
  return rolesOfRules === null ? distinct(named, everybodysRoles) : distinct(rolesOfRules, usualRoles);
}

/** The same of the places where content appears. */
export function surfacesKnown(pack: PolicyPack | null, declared: Declared = nothingDeclared): string[] | null {
  const named = pack?.clauses.flatMap(({ appliesTo }) => appliesTo.surfaces) ?? [];
  if (declared.surfaces.length > 0) return distinct(declared.surfaces, named);
  return pack && pack.clauses.length > 0 ? distinct(named, usualSurfaces) : null;
}

/** Whether a name is among those; an underscore is as good as a hyphen. */
export function isKnownName(name: string, known: readonly string[] | null): boolean {
  const plain = (text: string) => text.replaceAll("_", "-");
  return known === null || known.some((each) => plain(each) === plain(name));
}

import type { PolicyPack } from "./contract";
import type { Clause, PolicyVersion } from "./pack.contract";

/**
 * The version of a document that governs content of `day` (YYYY-MM-DD in the pack's zone), or null when none is
 * recorded. The content's day decides: not the day of the report, of the decision or of the announcement (Q8, Q9).
 */
export function versionGoverning(pack: PolicyPack, documentId: string, day: string): PolicyVersion | null {
  return (
    pack.versions.find(
      (version) =>
        version.documents.includes(documentId) &&
        (version.effectiveFrom === null || version.effectiveFrom <= day) &&
        (version.effectiveTo === null || day <= version.effectiveTo),
    ) ?? null
  );
}

/** Documents for which no text is recorded on that day: "no recorded version" is an answer that screens must show (Q11). */
export function documentsWithoutText(pack: PolicyPack, day: string): string[] {
  // A platform that was just added has a document without any text; once another has text, that one is none.
  const recorded = new Set(
    pack.versions.filter(({ textAvailable }) => textAvailable).flatMap(({ documents }) => documents),
  );
  return pack.documents
    .filter(({ id }) => recorded.size === 0 || recorded.has(id))
    .filter((document) => versionGoverning(pack, document.id, day)?.textAvailable !== true)
    .map((document) => document.id);
}

export type Scope = { day: string; role?: string; surface?: string; jurisdiction?: string };

/**
 * Clauses of every kind that are in force on that day and reach that role, surface and country. What is not given does
 * not narrow; a surface that the pack never names does not either. Without `jurisdiction` a clause of one country only
 * is left out: a Korean rule must not appear for a user elsewhere (edge case 29).
 */
export function clausesGoverning(pack: PolicyPack, scope: Scope): Clause[] {
  const governing = new Map(
    pack.documents.map((document) => [document.id, versionGoverning(pack, document.id, scope.day)]),
  );
  const knowsSurface = pack.clauses.some(
    (clause) => scope.surface && clause.appliesTo.surfaces.includes(scope.surface),
  );
  return pack.clauses.filter((clause) => {
    const version = governing.get(clause.document);
    if (!version?.textAvailable || !clause.versions.includes(version.id)) return false;
    if (scope.role && !(reachesRole(version.roles, scope.role) && reachesRole(clause.appliesTo.roles, scope.role)))
      return false;
    if (knowsSurface && !reachesSurface(clause, scope.surface)) return false;
    return reachesCountry(clause, scope.jurisdiction);
  });
}

/** Those that may be suggested to a moderator: enforceable, and meant for the role where the text points at fewer (Table.8). */
export function clausesToSuggest(pack: PolicyPack, scope: Scope): Clause[] {
  return clausesGoverning(pack, scope).filter(
    (clause) => clause.enforceable && (!scope.role || reachesRole(clause.appliesTo.suggestTo, scope.role)),
  );
}

/** `roles` null or "any": every role. */
export function reachesRole(roles: readonly string[] | null, role: string): boolean {
  return roles === null || roles.includes("any") || roles.includes(role);
}

/** Roles that a version addresses: those it names, else those that its clauses reach; null: every role. */
export function rolesAddressed(pack: PolicyPack, version: PolicyVersion): string[] | null {
  if (version.roles !== null) return version.roles;
  const clauses = pack.clauses.filter((clause) => clause.versions.includes(version.id));
  const roles = [...new Set(clauses.flatMap(({ appliesTo }) => appliesTo.roles))];
  return roles.includes("any") ? null : roles;
}

/** Roles that any version or clause of a pack names; null: its rules are for everybody, whatever the role. */
export function rolesNamed(pack: PolicyPack): string[] | null {
  const perVersion = pack.versions.map((version) => rolesAddressed(pack, version));
  if (perVersion.includes(null)) return null;
  return [...new Set(perVersion.flatMap((roles) => roles ?? []))];
}

/** Country of a jurisdiction as it is written in packs: "kr" and "KR-11" are KR. */
export function countryOf(jurisdiction: string | null | undefined): string | null {
  return jurisdiction ? (jurisdiction.trim().split(/[-_]/)[0]?.toUpperCase() ?? null) : null;
}

export function reachesCountry(clause: Clause, jurisdiction: string | null | undefined): boolean {
  const limitedTo = clause.jurisdiction?.limitedTo ?? null;
  if (limitedTo === null) return true;
  const country = countryOf(jurisdiction);
  return country !== null && limitedTo.includes(country);
}

function reachesSurface(clause: Clause, surface: string | undefined): boolean {
  const { surfaces } = clause.appliesTo;
  return surface === undefined || surfaces.includes("any") || surfaces.includes(surface);
}

/** The clause and everything that it stands under, nearest first. */
export function withAncestors(pack: PolicyPack, clause: Clause): string[] {
  const refs = [clause.ref];
  for (let parent = clause.parent; parent && !refs.includes(parent); ) {
    refs.push(parent);
    parent = pack.clauses.find((other) => other.ref === parent)?.parent ?? null;
  }
  return refs;
}

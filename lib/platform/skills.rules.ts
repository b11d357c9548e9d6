import type { Actor } from "./permissions.rules";

/** What somebody can be given to work on. An empty list is no limit: most people read all that comes. */
export type Skills = {
  languages: readonly string[];
  platforms: readonly string[];
  groups: readonly string[];
  /** Prepared and cared for to see cases in which the abuse of children is claimed; nobody is by default. */
  childSafety: boolean;
};

export const noSkills: Skills = { languages: [], platforms: [], groups: [], childSafety: false };

/**
 * Whether this actor may see cases of child safety: a person who is cleared, a key that was given it by name, and the
 * product itself. To everybody else such a case is not there.
 */
export function isCleared(actor: Actor): boolean {
  switch (actor.kind) {
    case "person":
      return actor.skills?.childSafety ?? false;
    case "key":
      return actor.permissions.includes("case.child_safety");
    case "system":
      return true;
    case "public":
      return false;
  }
}

/** What a person's cases are limited to by their skills; who is not a person has none. */
export function skillsOf(actor: Actor): Skills {
  return (actor.kind === "person" ? actor.skills : undefined) ?? noSkills;
}

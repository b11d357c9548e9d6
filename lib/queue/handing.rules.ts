import { type Role, roleHas } from "@/lib/platform/permissions.rules";
import type { Skills } from "@/lib/platform/skills.rules";
import type { CaseState } from "./contract";

/** Somebody can keep in mind a few cases, and nothing may wait for a whole shift behind one person. */
export const mostHeld = 5;
export const holdHours = 4;
/** For so long a handed case is kept for its person: a working day, so that nothing waits for somebody who is away. */
export const keptHours = 24;

export const inHours = (now: Date, hours: number) => new Date(now.getTime() + hours * 3_600_000);

export type Candidate = { id: string; role: Role; isActive: boolean; skills: Skills };
export type HandedCase = {
  platformId: string;
  language: string;
  clauseGroup: string | null;
  childSafety: boolean;
  restingState: CaseState;
};
export type HandRefusal =
  | "hand_self"
  | "hand_unknown"
  | "hand_role"
  | "hand_not_cleared"
  | "hand_platform"
  | "hand_language"
  | "hand_group";

/** Why this person cannot be asked about a case, or null: at the desk, of a role that works on cases, cleared where it needs that. */
export function askRefusal(about: HandedCase, to: Candidate, by: string): HandRefusal | null {
  if (to.id === by) return "hand_self";
  if (!to.isActive) return "hand_unknown";
  if (!roleHas(to.role, "case.claim")) return "hand_role";
  return about.childSafety && !to.skills.childSafety ? "hand_not_cleared" : null;
}

/** Why a case cannot be handed to this person, or null: what the queue would never serve them, nobody hands them either. */
export function handRefusal(about: HandedCase, to: Candidate, by: string): HandRefusal | null {
  const notAsked = askRefusal(about, to, by);
  if (notAsked) return notAsked;
  if (about.restingState === "escalated" && to.role !== "supervisor") return "hand_role";
  const { platforms, languages, groups } = to.skills;
  const isOutside = (given: readonly string[], value: string | null) =>
    given.length > 0 && value !== null && !given.includes(value);
  if (isOutside(platforms, about.platformId)) return "hand_platform";
  if (isOutside(languages, about.language)) return "hand_language";
  return isOutside(groups, about.clauseGroup) ? "hand_group" : null;
}

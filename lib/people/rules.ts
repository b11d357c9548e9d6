import type { Role } from "@/lib/platform/permissions.rules";

/** What a change to a person depends on. `sessionVersion` rises with each of them. */
export type PersonState = { id: string; role: Role; disabledAt: Date | null; sessionVersion: number };

/** Admins who can still sign in; without one nobody could add another. */
export function isLastAdmin(person: PersonState, everyone: readonly PersonState[]): boolean {
  const working = everyone.filter((other) => other.role === "admin" && other.disabledAt === null);
  return working.length === 1 && working[0]?.id === person.id;
}

export type PersonRefusal =
  | "own_role"
  | "own_account"
  | "same_role"
  | "last_admin"
  | "already_disabled"
  | "not_disabled";

/** Why a role may not be changed, or null. Nobody raises or lowers themselves: it takes a second pair of eyes. */
export function refusalToChangeRole(
  actorId: string | undefined,
  change: { person: PersonState; role: Role },
  everyone: readonly PersonState[],
): PersonRefusal | null {
  if (change.person.id === actorId) return "own_role";
  if (change.person.role === change.role) return "same_role";
  return isLastAdmin(change.person, everyone) ? "last_admin" : null;
}

export function refusalToDisable(
  actorId: string | undefined,
  person: PersonState,
  everyone: readonly PersonState[],
): PersonRefusal | null {
  if (person.id === actorId) return "own_account";
  if (person.disabledAt !== null) return "already_disabled";
  return isLastAdmin(person, everyone) ? "last_admin" : null;
}

export function refusalToEnable(person: PersonState): PersonRefusal | null {
  return person.disabledAt === null ? "not_disabled" : null;
}

export const passwordLength = { min: 12, max: 200 } as const;

/**
 * Why a password is too weak, or null: length is what counts (NIST SP 800-63B, 3.1.1), and it may not be made of the
 * person's own name or address, nor of a few characters repeated.
 */
export function weaknessOfPassword(password: string, person: { email: string; name: string }): string | null {
  const small = password.toLowerCase();
  if (new Set(small).size < 5) return "password_repeats";
  const own = [
    person.email.toLowerCase(),
    person.email.split("@")[0]?.toLowerCase() ?? "",
    ...person.name.toLowerCase().split(/\s+/),
  ];
  const left = own.filter((word) => word.length > 3).reduce((rest, word) => rest.replaceAll(word, ""), small);
  return left.length < passwordLength.min / 2 ? "password_is_name" : null;
}

export type QualificationSpan = { subject: string; validFrom: Date; validUntil: Date | null };

/** Two proofs of one subject may not cover one day: which of them counts would be anybody's guess. */
export function overlaps(a: QualificationSpan, b: QualificationSpan): boolean {
  if (a.subject.toLowerCase() !== b.subject.toLowerCase()) return false;
  const endsBefore = (x: QualificationSpan, y: QualificationSpan) =>
    x.validUntil !== null && x.validUntil <= y.validFrom;
  return !endsBefore(a, b) && !endsBefore(b, a);
}

export type QualificationState = "coming" | "valid" | "ended";

export function stateOfQualification(span: Omit<QualificationSpan, "subject">, now: Date): QualificationState {
  if (span.validUntil !== null && span.validUntil <= now) return "ended";
  return span.validFrom > now ? "coming" : "valid";
}

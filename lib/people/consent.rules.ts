/** What of a key decides whether anybody may let it act for them. */
export type ActingKey = { permissions: readonly string[]; revokedAt: Date | null };

/** Why nobody can allow this key to act for them, or null. */
export function refusalToConsent({ permissions, revokedAt }: ActingKey): "key_revoked" | "key_never_acts" | null {
  if (revokedAt !== null) return "key_revoked";
  return permissions.includes("case.act") ? null : "key_never_acts";
}

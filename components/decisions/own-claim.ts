/**
 * A claim raises the case's version. Somebody who decides while their own claim is under way, or just after it, has seen
 * the version before it: nothing but they themselves moved the case, so they must not be told that it changed.
 */
type OwnClaim = { seen: number; answered: Promise<number | null> };

const ownClaims = new Map<string, OwnClaim>();

/** The version that a person who saw `seen` has seen after their own claim; anything further moved without them. */
export function seenAfterClaim(seen: number, claimed: number): number {
  return claimed === seen + 1 ? claimed : seen;
}

/**
 * Keeps a claim in mind until the case is claimed anew.
 * @param seen the version on the screen when it was sent
 * @param claim resolves with the version after it; a claim that fails changes nothing
 */
export function rememberOwnClaim(caseId: string, seen: number, claim: Promise<{ version: number }>): void {
  ownClaims.set(caseId, {
    seen,
    answered: claim.then(
      ({ version }) => version,
      () => null,
    ),
  });
}

/** The version to send with what a person does on a case, once their own claim of it has been answered. */
export async function versionOnceClaimed(caseId: string, version: number): Promise<number> {
  const claim = ownClaims.get(caseId);
  if (!claim) return version;
  const claimed = await claim.answered;
  return claimed !== null && claim.seen === version ? seenAfterClaim(version, claimed) : version;
}

type Held = {
  version: number;
  state: string;
  leaseUntil: string | null;
  claimedBy: { name: string; isMe: boolean } | null;
};
type Answer = { version: number; leaseUntil: string; claimedBy: { name: string; isMe: boolean } };

/**
 * The case on the screen after its claim or its renewal, and whether it has to be read anew because it moved in a way that
 * nobody here has seen. Its version stays what was seen: a decision on the old view is refused until then.
 */
export function afterClaim<Case extends Held>(
  onScreen: Case,
  { version, leaseUntil, claimedBy }: Answer,
): { row: Case; isOutdated: boolean } {
  const seen = seenAfterClaim(onScreen.version, version);
  const row = { ...onScreen, state: "claimed", version: seen, leaseUntil, claimedBy };
  return { row, isOutdated: seen !== version };
}

/**
 * The case on the screen as its holder knows it: a view that was read before their claim and shown after it would make the
 * case nobody's for a moment, in which a key would do nothing. From the claim's version on the view itself counts.
 */
export function sinceClaim<Case extends Held>(onScreen: Case, claimed: Answer | undefined): Case {
  return claimed && onScreen.version < claimed.version ? afterClaim(onScreen, claimed).row : onScreen;
}

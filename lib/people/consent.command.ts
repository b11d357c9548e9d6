import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { actingConsents, apiKeys } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { type Consent, ConsentToKey } from "./consent.contract";
import { refusalToConsent } from "./consent.rules";
import { consentOf, lastConsent } from "./consent.store";

/** `isNew` is false when it stood so already. */
type Said = { consent: Consent; isNew: boolean };

/** Said again, nothing was done, and there is nothing to write down. */
function subject({ keyId }: { keyId: string }, said?: Said) {
  if (said?.isNew === false) return null;
  return { kind: "key", id: keyId, detail: said ? { personId: said.consent.personId } : {} };
}

/**
 * A person agrees that a program takes and decides cases in their name. Nobody can do it for them: not an admin, and not
 * the program. Said twice it is one consent. Fails with `key_not_found`, `key_revoked` or `key_never_acts`.
 */
export const consentToKey = command<typeof ConsentToKey, Said>({
  name: "key.consent",
  permission: "self.change",
  input: ConsentToKey,
  subject,
  async run({ tx, actor, now }, { keyId }) {
    if (actor.kind !== "person" || actor.through) return fail("forbidden");
    const { permissions, revokedAt } = apiKeys;
    // Shared: whoever revokes the key at this moment waits, and finds the consent there.
    const [key] = await tx.select({ permissions, revokedAt }).from(apiKeys).where(eq(apiKeys.id, keyId)).for("share");
    if (!key) return fail("not_found", "key_not_found");
    const refusal = refusalToConsent(key);
    if (refusal) return fail(refusal === "key_revoked" ? "stale" : "refused", refusal);
    const [given] = await tx
      .insert(actingConsents)
      .values({ keyId, personId: actor.id, givenAt: now })
      .onConflictDoNothing({ target: [actingConsents.keyId, actingConsents.personId], where: sql`ended_at is null` })
      .returning();
    const row = given ?? (await lastConsent(tx, keyId, actor.id));
    if (!row) throw new Error("a consent that is in the way is there");
    return ok({ consent: consentOf(row), isNew: given !== undefined });
  },
});

/** The program acts for this person no more, from this moment. Said twice it is the same. Fails with `consent_not_found`. */
export const endConsent = command<typeof ConsentToKey, Said>({
  name: "key.consent_end",
  permission: "self.change",
  input: ConsentToKey,
  subject,
  async run({ tx, actor, now }, { keyId }) {
    if (actor.kind !== "person" || actor.through) return fail("forbidden");
    const { personId, endedAt } = actingConsents;
    const [ended] = await tx
      .update(actingConsents)
      .set({ endedAt: now })
      .where(and(eq(actingConsents.keyId, keyId), eq(personId, actor.id), isNull(endedAt)))
      .returning();
    const row = ended ?? (await lastConsent(tx, keyId, actor.id));
    if (!row) return fail("not_found", "consent_not_found");
    return ok({ consent: consentOf(row), isNew: ended !== undefined });
  },
});

import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cases, crimeReferrals } from "@/db/schema";
import { claimsIn, dueAtOf, rankOf } from "@/lib/intake/rank.rules";
import { command } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/outbox";
import { mayOn } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { shownTo } from "@/lib/queue/filters.queries";
import { filesOfCase, type LockedFile, lockEvidence, lockedCopy } from "./evidence.store";
import { ExportEvidence, OpenReferral, RefuseReferral, SendReferral } from "./referral.contract";
import { addresseesFor, endingRefusal } from "./referral.rules";
import { lockReferral } from "./referral.store";

type Opened = { referralId: string; caseId: string };
type Detail = Record<string, string | number | boolean | null>;
const about = (referralId: string, detail: Detail = {}) => ({ kind: "referral", id: referralId, detail });
const invalid = (field: string, reason: string): Failure => fail("invalid", "invalid", { fields: [{ field, reason }] });

/** A life may depend on it: the case is due by the urgent target and stands before everything that waits, with its reason. */
async function putFirst(tx: Tx, row: typeof cases.$inferSelect, now: Date): Promise<void> {
  if (row.state === "decided") return;
  const { severity, source, noticeCount } = row;
  const facts = { ...claimsIn(row.rankWhy), crimeSuspected: true, severity, source, noticeCount };
  const dueAt = dueAtOf(facts, await settingsFor(tx, row.platformId), { now, dueBefore: row.dueAt });
  const { rank, why } = rankOf(facts, dueAt);
  await tx.update(cases).set({ rank, rankWhy: why, dueAt }).where(eq(cases.id, row.id));
}

/**
 * Opens a referral on suspicion of a crime that threatens life or safety (DSA Art. 18(1), K1) and puts the evidence under
 * lock at once (K3). Until it is sent or refused the case is not decided. Nobody outside the desk is told of it.
 */
export const openReferral = command<typeof OpenReferral, Opened, LockedFile[]>({
  name: "referral.open",
  permission: "case.decide",
  input: OpenReferral,
  subject: ({ caseId, offence, country }, value) => about(value?.referralId ?? "new", { caseId, offence, country }),
  // Files are read, and older ones put into the store, before the case is locked.
  prepare: async ({ db, actor, now }, { caseId }) => {
    const [seen] = await db
      .select({ id: cases.id })
      .from(cases)
      .where(and(eq(cases.id, caseId), shownTo(actor)));
    return seen ? ok(await filesOfCase(db, caseId, now)) : fail("not_found", "case_not_found");
  },
  async run({ tx, actor, now, onPlatform }, { caseId, offence, country, why }, files) {
    if (actor.kind !== "person") return fail("forbidden");
    const [row] = await tx.select().from(cases).where(eq(cases.id, caseId)).for("update");
    if (!row || !mayOn(actor, row.platformId)) return fail("not_found", "case_not_found");
    const { platformId } = row;
    onPlatform(platformId);
    const lockId = await lockEvidence(tx, { platformId, caseId, lockedBy: actor.id }, files, now);
    const [made] = await tx
      .insert(crimeReferrals)
      .values({ platformId, caseId, lockId, offence, country, why, openedBy: actor.id, suspicionAt: now })
      .onConflictDoNothing()
      .returning({ id: crimeReferrals.id });
    if (!made) return fail("stale", "referral_open_already");
    await putFirst(tx, row, now);
    return ok({ referralId: made.id, caseId });
  },
});

/** Records that the authority was told, to whom and with which evidence (K1, K2). Its case may then be decided. */
export const sendReferral = command<typeof SendReferral, { referralId: string }>({
  name: "referral.send",
  permission: "case.decide",
  input: SendReferral,
  subject: ({ referralId, addressee, country }) => about(referralId, { addressee, country: country ?? null }),
  async run({ tx, actor, now, onPlatform }, { referralId, addressee, authority, authorityReference, ...said }) {
    if (actor.kind !== "person") return fail("forbidden");
    const found = await lockReferral(tx, actor, referralId);
    if (!found.ok) return found;
    const { platformId, lockId, caseId } = found.value;
    onPlatform(platformId);
    const refusal = endingRefusal("send", found.value, actor.id);
    if (refusal) return fail("stale", refusal);
    const country = said.country === undefined ? found.value.country : said.country;
    if (!addresseesFor(country).includes(addressee))
      return invalid("addressee", country === null ? "referral_only_fallbacks" : "referral_state_known");
    const { sha256: contentHash } = await lockedCopy(tx, lockId);
    const sent = { state: "sent", sentAt: now, sentBy: actor.id, contentHash } as const;
    await tx
      .update(crimeReferrals)
      .set({ ...sent, country, addressee, authority, authorityReference })
      .where(eq(crimeReferrals.id, referralId));
    // The platform is told that there is one, as of every referral; never what or whom it is about.
    const payload = { event: "referral.sent", referralId, caseId, to: addressee, country };
    await enqueue(tx, { kind: "webhook.event", payload, dedupeKey: `referral.sent ${referralId}`, platformId }, now);
    return ok({ referralId });
  },
});

/** Ends a referral without telling anybody: by somebody else than who opened it, with reasons (K1). */
export const refuseReferral = command<typeof RefuseReferral, { referralId: string }>({
  name: "referral.refuse",
  permission: "case.decide",
  input: RefuseReferral,
  subject: ({ referralId }) => about(referralId),
  async run({ tx, actor, now, onPlatform }, { referralId, why }) {
    if (actor.kind !== "person") return fail("forbidden");
    const found = await lockReferral(tx, actor, referralId);
    if (!found.ok) return found;
    onPlatform(found.value.platformId);
    const refusal = endingRefusal("refuse", found.value, actor.id);
    if (refusal) return fail(refusal === "referral_ended" ? "stale" : "refused", refusal);
    const refused = { state: "refused", refusedAt: now, refusedBy: actor.id, refusedWhy: why } as const;
    await tx.update(crimeReferrals).set(refused).where(eq(crimeReferrals.id, referralId));
    return ok({ referralId });
  },
});

/** Hands out the locked evidence of a referral for the authority; who took it, and when, is in the log. */
export const exportEvidence = command<typeof ExportEvidence, Awaited<ReturnType<typeof lockedCopy>>>({
  name: "referral.export",
  permission: "case.decide",
  input: ExportEvidence,
  subject: ({ referralId }, value) => about(referralId, { sha256: value?.sha256 ?? null }),
  async run({ tx, actor, onPlatform }, { referralId }) {
    const found = await lockReferral(tx, actor, referralId);
    if (!found.ok) return found;
    onPlatform(found.value.platformId);
    const copy = await lockedCopy(tx, found.value.lockId);
    return copy.purgedAt ? fail("gone", "evidence_deleted") : ok(copy);
  },
});

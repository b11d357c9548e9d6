import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { commitmentEvidence, commitmentRegisters, commitmentReviews, commitments } from "@/db/schema";
import { keepFiles } from "@/lib/appeals/attachments.store";
import { command } from "@/lib/platform/command";
import type { Actor } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { mayRecord } from "./access.rules";
import { AddEvidence, type CommitmentWritten, RecordReview, SetStatus } from "./contract";
import { dueIn, lockOwn, personOf, setCommitment } from "./store";

type Detail = Record<string, string | number | boolean | null>;
const about = (id: string, detail: Detail = {}) => ({ kind: "commitment", id, detail });

/** Says how far a commitment is, and why. */
export const setStatus = command({
  name: "commitment.status",
  permission: "commitment.record",
  input: SetStatus,
  subject: ({ commitmentId, status }) => about(commitmentId, { status }),
  async run({ tx, actor, now }, { status, why, ...seen }) {
    const held = await lockOwn(tx, actor, seen);
    if (!held.ok) return held;
    return ok(await setCommitment(tx, held.value.row, { status, statusWhy: why, statusAt: now }));
  },
});

type Kept = { name: string; mime: string; size: number; sha256: string };

/** Nothing is kept for somebody who may not record here, or of what does not exist. */
async function keptFor(
  { db, actor, now }: { db: Db; actor: Actor; now: Date },
  {
    commitmentId,
    file,
    url,
    note,
  }: { commitmentId: string; file: { name: string; bytes: Uint8Array } | null; url: string; note: string },
): Promise<Result<Kept | null>> {
  if (!file && url === "" && note.trim() === "")
    return fail("invalid", "invalid", { fields: [{ field: "note", reason: "commitment_evidence_empty" }] });
  const [row] = await db
    .select({ ownerId: commitments.ownerId, leadId: commitmentRegisters.leadId })
    .from(commitments)
    .innerJoin(commitmentRegisters, eq(commitmentRegisters.id, commitments.registerId))
    .where(eq(commitments.id, commitmentId));
  if (!row) return fail("not_found", "commitment_not_found");
  if (!mayRecord(actor, row)) return fail("forbidden", "commitment_not_yours");
  if (!file) return ok(null);
  const kept = await keepFiles(db, [file], now);
  if (!kept.ok) return onFile(kept);
  const [one] = kept.value;
  return ok(one ? { name: one.name, mime: one.mime, size: one.size, sha256: one.sha256 } : null);
}

/** The field of this form is called otherwise. */
function onFile(failure: Failure): Failure {
  const fields = failure.fields?.map((field) => ({ ...field, field: "file" }));
  return fields ? { ...failure, fields } : failure;
}

/**
 * Records what shows that a commitment is kept: words, an address, or a file (a picture, encoded anew; a PDF; plain text).
 * It stays until the register's end and its margin (AE16). Fails naming `file` or `note`.
 */
export const addEvidence = command({
  name: "commitment.evidence",
  permission: "commitment.record",
  input: AddEvidence,
  subject: ({ commitmentId, file }, value?: { evidenceId: string }) =>
    about(commitmentId, { evidence: value?.evidenceId ?? null, file: file !== null }),
  prepare: keptFor,
  async run({ tx, actor, now }, { commitmentId, title, note, url }, file) {
    const held = await lockOwn(tx, actor, { commitmentId });
    if (!held.ok) return held;
    const [made] = await tx
      .insert(commitmentEvidence)
      .values({ commitmentId, title, note, url, ...(file ?? {}), addedBy: personOf(actor), addedAt: now })
      .returning({ evidenceId: commitmentEvidence.id });
    if (!made) throw new Error("the evidence was not written");
    return ok(made);
  },
});

/** A look at whether a commitment is kept and whether it works (AE13). The next is due an interval later. */
export const recordReview = command({
  name: "commitment.review",
  permission: "commitment.record",
  input: RecordReview,
  subject: ({ commitmentId, outcome }) => about(commitmentId, { outcome }),
  async run({ tx, actor, now }, { outcome, finding, ...seen }) {
    const held = await lockOwn(tx, actor, seen);
    if (!held.ok) return held;
    const reviewedBy = personOf(actor);
    if (!reviewedBy) return fail("forbidden");
    const { row, register } = held.value;
    const review = { commitmentId: row.id, outcome, finding, dueAt: row.reviewDueAt, reviewedBy, reviewedAt: now };
    await tx.insert(commitmentReviews).values(review);
    const reviewDueAt = dueIn(row.reviewDays ?? register.reviewDays, now);
    return ok<CommitmentWritten>(await setCommitment(tx, row, { reviewDueAt }));
  },
});

import "server-only";
import { and, eq, inArray, isNull, ne } from "drizzle-orm";
import { z } from "zod";
import { type Db, database } from "@/db/client";
import { commitmentEvidence, commitmentRegisters, commitments } from "@/db/schema";
import { mediaBytes } from "@/lib/intake/media.store";
import { appendAudit } from "@/lib/platform/audit";
import { command } from "@/lib/platform/command";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { startOfDay } from "@/lib/platform/time.rules";
import { OpenEvidence } from "./contract";
import { registerZone, termOf } from "./month.rules";

export type OpenedEvidence = { name: string; mime: string; bytes: Uint8Array };

/** One file of evidence. That it was opened is written down first. Answers `commitment_no_file` also where it was let go. */
export async function openEvidence(
  actor: Actor,
  raw: unknown,
  now: Date = new Date(),
): Promise<Result<OpenedEvidence>> {
  if (!can(actor, "commitment.view")) return fail("forbidden");
  const asked = OpenEvidence.safeParse(raw);
  if (!asked.success) return fail("not_found", "commitment_no_file");
  const { evidenceId, commitmentId } = asked.data;
  const db = await database();
  const own = and(eq(commitmentEvidence.id, evidenceId), eq(commitmentEvidence.commitmentId, commitmentId));
  const [row] = await db.select().from(commitmentEvidence).where(own);
  if (!row || row.sha256 === "" || row.purgedAt) return fail("not_found", "commitment_no_file");
  const bytes = await mediaBytes({ sha256: row.sha256, size: row.size, bytes: null });
  if (!bytes) return fail("not_found", "commitment_no_file");
  const subject = { kind: "commitment_evidence", id: row.id, detail: { commitment: commitmentId } };
  await appendAudit(db, { actor, verb: "commitment.evidence_view", outcome: "viewed", subject, now });
  return ok({ name: row.name, mime: row.mime, bytes });
}

/**
 * Lets files of evidence go whose register has ended, its margin included (AE16), at most `most` at a time. The row stays
 * and says what there was; a trigger refuses whatever would come earlier.
 */
const purgeEvidence = command({
  name: "commitment.purge",
  permission: "commitment.measure",
  input: z.object({ most: z.number() }),
  subject: (_, value?: { files: number }) =>
    value && value.files > 0 ? { kind: "commitments", id: "evidence", detail: value } : null,
  async run({ tx, now }, { most }) {
    const registers = await tx.select().from(commitmentRegisters);
    const over = registers.filter((register) => {
      const term = termOf(register);
      return term !== null && startOfDay(term.keptUntil, registerZone) <= now;
    });
    if (over.length === 0) return ok({ files: 0 });
    const ids = over.map(({ id }) => id);
    const due = tx
      .select({ id: commitmentEvidence.id })
      .from(commitmentEvidence)
      .innerJoin(commitments, eq(commitments.id, commitmentEvidence.commitmentId))
      .where(
        and(
          inArray(commitments.registerId, ids),
          isNull(commitmentEvidence.purgedAt),
          ne(commitmentEvidence.sha256, ""),
        ),
      )
      .limit(most);
    const gone = await tx
      .update(commitmentEvidence)
      .set({ purgedAt: now })
      .where(inArray(commitmentEvidence.id, due))
      .returning({ id: commitmentEvidence.id });
    return ok({ files: gone.length });
  },
});

/** For the worker, once an hour. */
export async function purgeEvidenceWhenDue(_db: Db, now: Date, most = 1_000): Promise<number> {
  const done = await purgeEvidence({ kind: "system", name: "worker" }, { most }, now);
  if (!done.ok) throw new Error(`no evidence was let go: ${done.reason}`);
  return done.value.files;
}

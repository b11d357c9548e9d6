import "server-only";
import { database } from "@/db/client";
import { appendAudit } from "./audit";
import type { ChainHead } from "./audit-chain.rules";
import { auditExport, type Verified, verifyAudit } from "./audit-verify";
import { type Actor, can } from "./permissions.rules";
import { fail, ok, type Result } from "./result";

/** Verifies the log for somebody who may see it, and writes down that it was done and what came out. */
export async function checkAudit(
  actor: Actor,
  now: Date,
  options: { anchors?: readonly ChainHead[]; onProgress?: (entries: number) => void } = {},
): Promise<Result<Verified>> {
  const db = await database();
  const note = (outcome: "viewed" | "refused", detail: Record<string, unknown>) =>
    appendAudit(db, { actor, verb: "audit.verify", outcome, subject: { kind: "audit", id: "all", detail }, now });
  if (!can(actor, "audit.view")) {
    await note("refused", { reason: "forbidden" });
    return fail("forbidden");
  }
  const verified = await verifyAudit(db, { ...options, now });
  await note("viewed", { ok: verified.ok, entries: verified.entries, faults: verified.faultCount });
  return ok(verified);
}

/** The whole log as a stream of NDJSON; that it was taken out is itself in the log. */
export async function exportAudit(actor: Actor, now: Date): Promise<Result<ReadableStream<Uint8Array>>> {
  const db = await database();
  const isAllowed = can(actor, "audit.view");
  const subject = { kind: "audit", id: "all", detail: isAllowed ? {} : { reason: "forbidden" } };
  await appendAudit(db, { actor, verb: "audit.export", outcome: isAllowed ? "viewed" : "refused", subject, now });
  if (!isAllowed) return fail("forbidden");
  const parts = auditExport(db);
  const encoder = new TextEncoder();
  return ok(
    new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await parts.return(undefined);
      },
    }),
  );
}

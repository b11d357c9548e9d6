import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { database } from "@/db/client";
import { appealAttachments, appeals } from "@/db/schema";
import { mediaBytes } from "@/lib/intake/media.store";
import { appendAudit } from "@/lib/platform/audit";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { decisionShownTo } from "@/lib/queue/filters.queries";

export type OpenedFile = { name: string; mime: string; bytes: Uint8Array };
const Asked = z.object({ appealId: z.uuid(), fileId: z.uuid() });

/**
 * One file of an appeal for whoever may read the appeal. That it was opened is written down first (entry `appeal.file_view`):
 * it may hold anything. Answers `attachment_not_found` also where the appeal is hidden from the reader.
 */
export async function openAttachment(actor: Actor, raw: unknown, now: Date = new Date()): Promise<Result<OpenedFile>> {
  if (!can(actor, "appeal.view")) return fail("forbidden");
  const asked = Asked.safeParse(raw);
  if (!asked.success) return fail("not_found", "attachment_not_found");
  const db = await database();
  const [row] = await db
    .select({ file: appealAttachments })
    .from(appealAttachments)
    .innerJoin(appeals, eq(appeals.id, appealAttachments.appealId))
    .where(
      and(
        eq(appealAttachments.id, asked.data.fileId),
        eq(appeals.id, asked.data.appealId),
        decisionShownTo(actor, appeals.decisionId),
      ),
    );
  if (!row || !mayOn(actor, row.file.platformId)) return fail("not_found", "attachment_not_found");
  const { id, name, mime, sha256, size, platformId } = row.file;
  const bytes = await mediaBytes({ sha256, size, bytes: null });
  if (!bytes) return fail("not_found", "attachment_not_found");
  const subject = { kind: "appeal_file", id, platformId, detail: { appeal: asked.data.appealId } };
  await appendAudit(db, { actor, verb: "appeal.file_view", outcome: "viewed", subject, now });
  return ok({ name, mime, bytes });
}

import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { database } from "@/db/client";
import { appealAttachments, appeals } from "@/db/schema";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, type Result } from "@/lib/platform/result";
import { decisionShownTo } from "@/lib/queue/filters.queries";
import { type OpenedFile, openedFile } from "./attachments.store";

const Asked = z.object({ appealId: z.uuid(), fileId: z.uuid() });

/**
 * One file of an appeal for whoever may read the appeal; its opening is logged. Answers `attachment_not_found` also where
 * the appeal is hidden from the reader.
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
  return openedFile(db, actor, row.file, now);
}

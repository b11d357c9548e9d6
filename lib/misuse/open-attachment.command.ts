import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { database } from "@/db/client";
import { appealAttachments } from "@/db/schema";
import { type OpenedFile, openedFile } from "@/lib/appeals/attachments.store";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, type Result } from "@/lib/platform/result";

const Asked = z.object({ appealId: z.uuid(), fileId: z.uuid() });

/**
 * One file of a complaint about a suspension for misuse, for whoever may read the complaint; its opening is logged. Answers
 * `attachment_not_found` also where the complaint is of a platform that the reader has no part in.
 */
export async function openMisuseAttachment(
  actor: Actor,
  raw: unknown,
  now: Date = new Date(),
): Promise<Result<OpenedFile>> {
  if (!can(actor, "misuse.view")) return fail("forbidden");
  const asked = Asked.safeParse(raw);
  if (!asked.success) return fail("not_found", "attachment_not_found");
  const db = await database();
  const { id, misuseAppealId } = appealAttachments;
  const [file] = await db
    .select()
    .from(appealAttachments)
    .where(and(eq(id, asked.data.fileId), eq(misuseAppealId, asked.data.appealId)));
  if (!file || !mayOn(actor, file.platformId)) return fail("not_found", "attachment_not_found");
  return openedFile(db, actor, file, now);
}

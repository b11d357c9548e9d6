import "server-only";
import type { Db } from "@/db/client";
import { fieldFailures } from "@/lib/platform/field-failures";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, type Result } from "@/lib/platform/result";
import { PreviewAlike } from "./alike.contract";
import { alikeWithParts } from "./alike.queries";
import { givenTo } from "./alike.store";
import type { AnswerPreview } from "./contract";
import { previewOf } from "./preview.queries";

/**
 * What the answer to one appeal would do as an answer to another of its wave, and how its letter would read. Nothing is
 * written. Fails as `appeal_alike_not_yours`, or with why that one is answered on its own.
 */
export async function previewAlike(
  db: Db,
  actor: Actor,
  raw: unknown,
  now: Date = new Date(),
): Promise<Result<AnswerPreview>> {
  if (!can(actor, "appeal.decide") || actor.kind !== "person") return fail("forbidden");
  const asked = PreviewAlike.safeParse(raw, { reportInput: true });
  if (!asked.success) return fail("invalid", "invalid", { fields: fieldFailures(asked.error) });
  const { appealId, otherId, reasons } = asked.data;
  const given = await givenTo(db, appealId, actor.id);
  if (!given) return fail("refused", "appeal_alike_not_yours");
  const found = (await alikeWithParts(db, appealId, actor)).find(({ row }) => row.id === otherId);
  if (!found || found.row.apart !== null) return fail("refused", "appeal_alike_apart");
  const { answer } = given;
  const own = { ...answer, ...found.part, reasons: reasons ?? answer.reasons, departure: "", appealId: otherId };
  // The same finding, rule and measures as in the appeal that they answered: nothing is told that they do not know.
  return previewOf(db, actor, own, { isShown: true, now });
}

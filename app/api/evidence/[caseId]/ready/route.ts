import { database } from "@/db/client";
import { ExportCase } from "@/lib/evidence/archive.contract";
import { caseToExport } from "@/lib/evidence/may-export.queries";
import { respond } from "@/lib/platform/http";
import { fail, ok } from "@/lib/platform/result";
import { currentActor, noActor } from "@/lib/platform/session";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ caseId: string }> };

/** Whether the evidence of a case can be taken out now: a download that is refused would tell nobody why. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return respond(await noActor());
  const asked = ExportCase.safeParse(await params);
  if (!asked.success) return respond(fail("not_found", "case_not_found"), { locale: actor.locale });
  const found = await caseToExport(await database(), actor, asked.data.caseId, new Date());
  return respond(found.ok ? ok({ isReady: true }) : found, { locale: actor.locale });
}

import { database } from "@/db/client";
import { caseArchive } from "@/lib/evidence/archive.queries";
import { exportCase } from "@/lib/evidence/export-case.command";
import { respond } from "@/lib/platform/http";
import { currentActor, noActor } from "@/lib/platform/session";
import { streamOf } from "@/lib/platform/stream";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ caseId: string }> };

/** The evidence of a case as one signed archive; that it was taken out is in the log before the first byte leaves. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return respond(await noActor());
  const now = new Date();
  const exported = await exportCase(actor, await params, now);
  if (!exported.ok) return respond(exported, { locale: actor.locale });
  const day = now.toISOString().slice(0, 10);
  return new Response(streamOf(caseArchive(await database(), actor, exported.value, now)), {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="evidence-${exported.value.reference}-${day}.zip"`,
      "cache-control": "no-store",
    },
  });
}

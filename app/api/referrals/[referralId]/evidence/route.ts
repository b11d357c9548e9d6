import { evidenceArchive } from "@/lib/crime/bundle.queries";
import { exportEvidence } from "@/lib/crime/referral.command";
import { respond } from "@/lib/platform/http";
import { currentActor, noActor } from "@/lib/platform/session";

type Context = { params: Promise<{ referralId: string }> };

/** The locked evidence as one archive, for the authority. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return respond(await noActor());
  const exported = await exportEvidence(actor, await params);
  if (!exported.ok) return respond(exported, actor.kind === "person" ? { locale: actor.locale } : {});
  const name = `evidence-${exported.value.sha256.slice(0, 12)}.tar`;
  return new Response(new Uint8Array(await evidenceArchive(exported.value)), {
    headers: {
      "content-type": "application/x-tar",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}

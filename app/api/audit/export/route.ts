import { exportAudit } from "@/lib/platform/audit-check";
import { respond } from "@/lib/platform/http";
import { currentActor, noActor } from "@/lib/platform/session";

export async function GET(): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return respond(await noActor());
  const now = new Date();
  const exported = await exportAudit(actor, now);
  if (!exported.ok) return respond(exported, { locale: actor.locale });
  const name = `audit-${now.toISOString().slice(0, 10)}.ndjson`;
  const headers = {
    "content-type": "application/x-ndjson",
    "content-disposition": `attachment; filename="${name}"`,
    "cache-control": "no-store",
  };
  return new Response(exported.value, { headers });
}

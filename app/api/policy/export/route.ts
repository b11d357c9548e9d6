import { database } from "@/db/client";
import { respond } from "@/lib/platform/http";
import { currentActor, noActor } from "@/lib/platform/session";
import { exportForReader } from "@/lib/policy/drafts/export.queries";

/**
 * One version as a file, the same bytes as `policy export` prints: `?platform=SLUG&version=ID`, of a draft `version=draft:ID`.
 */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return respond(await noActor());
  const { platform = "", version = "" } = Object.fromEntries(new URL(request.url).searchParams);
  const exported = await exportForReader(await database(), actor, { platform, version });
  if (!exported.ok) return respond(exported, { locale: actor.locale });
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "content-disposition": `attachment; filename="${exported.value.name}"`,
    "cache-control": "no-store",
  };
  return new Response(exported.value.text, { headers });
}

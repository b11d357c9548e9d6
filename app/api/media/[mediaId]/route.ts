import { database } from "@/db/client";
import { shownMedia } from "@/lib/decisions/media.queries";
import { respond } from "@/lib/platform/http";
import { isId } from "@/lib/platform/ids.rules";
import { fail } from "@/lib/platform/result";
import { currentActor, noActor } from "@/lib/platform/session";

/**
 * A stored picture for people who are signed in: blurred, or itself with the `look` of a look that was written down. Of a
 * fixed type, nothing in it can run, nobody else may embed or keep it.
 */
export async function GET(request: Request, { params }: { params: Promise<{ mediaId: string }> }): Promise<Response> {
  const { mediaId } = await params;
  const actor = await currentActor();
  if (!actor) return respond(await noActor());
  const look = new URL(request.url).searchParams.get("look");
  const found = isId(mediaId)
    ? await shownMedia(await database(), actor, { mediaId, look }, new Date())
    : fail("not_found", "media_not_found");
  if (!found.ok) return respond(found, { locale: actor.locale });
  const { bytes, mime } = found.value;
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": mime,
      "content-length": String(bytes.byteLength),
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
      "content-disposition": "inline",
      // The blurred one is asked for before it is shown; what somebody chose to look at is kept nowhere.
      "cache-control": look === null ? "private, max-age=300" : "private, no-store",
    },
  });
}

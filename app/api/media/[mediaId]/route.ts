import { database } from "@/db/client";
import { shownMedia, wholeVideo } from "@/lib/decisions/media.queries";
import { respond } from "@/lib/platform/http";
import { isId } from "@/lib/platform/ids.rules";
import type { Person } from "@/lib/platform/permissions.rules";
import { fail } from "@/lib/platform/result";
import { currentActor, noActor } from "@/lib/platform/session";

/** The first byte that is asked for (`Range: bytes=0-`); null where none is, or it is written in a way we do not answer. */
function firstByte(request: Request): number | null {
  const [, from] = /^bytes=(\d{1,12})-/.exec(request.headers.get("range") ?? "") ?? [];
  return from === undefined ? null : Number(from);
}

/** A video that the browser cannot show, as a file of its reader: nothing of it is opened here. */
async function asFile(actor: Person, asked: { mediaId: string; look: string }): Promise<Response> {
  const found = await wholeVideo(await database(), actor, asked, new Date());
  if (!found.ok) return respond(found, { locale: actor.locale });
  const { stream, mime, size } = found.value;
  return new Response(stream, {
    headers: {
      "content-type": mime,
      "content-length": String(size),
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
      "content-disposition": `attachment; filename="video.${mime === "video/webm" ? "webm" : "mp4"}"`,
      "cache-control": "private, no-store",
    },
  });
}

/**
 * A stored picture or video for people who are signed in: veiled, or itself with the `look` of a look that was written
 * down. Of a fixed type, nothing in it can run, nobody else may embed or keep it. Videos come in parts,
 * or with `keep` and a look as a file.
 */
export async function GET(request: Request, { params }: { params: Promise<{ mediaId: string }> }): Promise<Response> {
  const { mediaId } = await params;
  const actor = await currentActor();
  if (!actor) return respond(await noActor());
  const asked = new URL(request.url).searchParams;
  const [look, caseId] = [asked.get("look"), asked.get("case")];
  if (asked.has("keep") && look !== null && isId(mediaId)) return asFile(actor, { mediaId, look });
  const found =
    isId(mediaId) && (caseId === null || isId(caseId))
      ? await shownMedia(await database(), actor, { mediaId, look, caseId, from: firstByte(request) }, new Date())
      : fail("not_found", "media_not_found");
  if (!found.ok) return respond(found, { locale: actor.locale });
  const { bytes, mime, size, range } = found.value;
  return new Response(new Uint8Array(bytes), {
    // A part is told as a part, also to who asked for all of it: players go on from there.
    status: range ? 206 : 200,
    headers: {
      "content-type": mime,
      "content-length": String(bytes.byteLength),
      ...(range ? { "accept-ranges": "bytes", "content-range": `bytes ${range.first}-${range.last}/${size}` } : {}),
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
      "content-disposition": "inline",
      // The veiled one is asked for before it is shown; what somebody chose to look at is kept nowhere.
      "cache-control": look === null ? "private, max-age=300" : "private, no-store",
    },
  });
}

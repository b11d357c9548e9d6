import { openAttachment } from "@/lib/appeals/open-attachment.command";
import { respond } from "@/lib/platform/http";
import { currentActor, noActor } from "@/lib/platform/session";

type Props = { params: Promise<{ appealId: string; fileId: string }> };

/**
 * A file that somebody sent with their appeal, as a download and as nothing else: no browser shows it under our address,
 * guesses what it is, or keeps it.
 */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return respond(await noActor());
  const opened = await openAttachment(actor, await params);
  if (!opened.ok) return respond(opened, actor.kind === "person" ? { locale: actor.locale } : {});
  const { name, mime, bytes } = opened.value;
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": mime,
      "content-length": String(bytes.byteLength),
      "content-disposition": `attachment; filename="attachment"; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", "%27")}`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-store",
    },
  });
}

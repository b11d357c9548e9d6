import { openMisuseAttachment } from "@/lib/misuse/open-attachment.command";
import { downloadAnswer } from "@/lib/platform/download-answer";
import { respond } from "@/lib/platform/http";
import { currentActor, noActor } from "@/lib/platform/session";

type Props = { params: Promise<{ appealId: string; fileId: string }> };

/** A file that somebody sent with their complaint about a suspension for misuse, as a download. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return respond(await noActor());
  const opened = await openMisuseAttachment(actor, await params);
  if (!opened.ok) return respond(opened, actor.kind === "person" ? { locale: actor.locale } : {});
  return downloadAnswer(opened.value);
}

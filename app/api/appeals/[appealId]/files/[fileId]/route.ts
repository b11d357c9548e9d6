import { openAttachment } from "@/lib/appeals/open-attachment.command";
import { downloadAnswer } from "@/lib/platform/download-answer";
import { respond } from "@/lib/platform/http";
import { currentActor, noActor } from "@/lib/platform/session";

type Props = { params: Promise<{ appealId: string; fileId: string }> };

/** A file that somebody sent with their appeal, as a download. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return respond(await noActor());
  const opened = await openAttachment(actor, await params);
  if (!opened.ok) return respond(opened, actor.kind === "person" ? { locale: actor.locale } : {});
  return downloadAnswer(opened.value);
}

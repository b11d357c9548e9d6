import { revealMedia } from "@/lib/decisions/reveal-media.command";
import { answerWrite } from "@/lib/platform/write-route";

/** Somebody looked at a blurred picture: kept in the audit log (Q81, Q86). */
export async function POST(request: Request, { params }: { params: Promise<{ mediaId: string }> }): Promise<Response> {
  return answerWrite(request, revealMedia, await params);
}

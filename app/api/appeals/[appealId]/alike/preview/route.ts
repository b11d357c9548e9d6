import { database } from "@/db/client";
import { previewAlike } from "@/lib/appeals/alike-preview.queries";
import type { Actor } from "@/lib/platform/permissions.rules";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ appealId: string }> };

const preview = async (actor: Actor, raw: unknown) => previewAlike(await database(), actor, raw);

/** How this appeal's answer would read as an answer to another of its wave: `{otherId, reasons?}`. Writes nothing. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, preview, await params);
}

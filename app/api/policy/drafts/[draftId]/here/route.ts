import { database } from "@/db/client";
import { answerWrite } from "@/lib/platform/write-route";
import { tellHere } from "@/lib/policy/edit/live.store";

/** Where in the draft one is: for whoever else has it open. Nothing is stored. */
export async function POST(request: Request, { params }: { params: Promise<{ draftId: string }> }): Promise<Response> {
  return answerWrite(request, async (actor, raw) => tellHere(await database(), actor, raw), await params);
}

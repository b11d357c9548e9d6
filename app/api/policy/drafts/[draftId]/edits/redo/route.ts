import { answerWrite } from "@/lib/platform/write-route";
import { redoEdit } from "@/lib/policy/drafts/edit.command";
import { answeredEdit } from "../answered";

/** Makes again what one took back last. */
export async function POST(request: Request, { params }: { params: Promise<{ draftId: string }> }): Promise<Response> {
  return answerWrite(request, answeredEdit(redoEdit), await params);
}

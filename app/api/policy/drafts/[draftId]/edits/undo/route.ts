import { answerWrite } from "@/lib/platform/write-route";
import { undoEdit } from "@/lib/policy/drafts/edit.command";
import { answeredEdit } from "../answered";

/** Takes back one's own newest edit of the draft. */
export async function POST(request: Request, { params }: { params: Promise<{ draftId: string }> }): Promise<Response> {
  return answerWrite(request, answeredEdit(undoEdit), await params);
}

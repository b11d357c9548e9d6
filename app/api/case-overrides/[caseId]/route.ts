import { letDecide } from "@/lib/decisions/let-decide.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ caseId: string }> };

/** Lets a named person decide a case whose decision was theirs and fell: `{personId, why}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, letDecide, await params);
}

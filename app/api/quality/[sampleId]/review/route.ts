import { answerWrite } from "@/lib/platform/write-route";
import { reviewDecision } from "@/lib/quality/review.command";

type Props = { params: Promise<{ sampleId: string }> };

/** A second look at a drawn decision: `{outcome, ground, clause, sanctions, why}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, reviewDecision, await params);
}

import { answerWrite } from "@/lib/platform/write-route";
import { concludeReview } from "@/lib/quality/review.command";

type Props = { params: Promise<{ sampleId: string }> };

/** Ends a review, with both outcomes in sight: `{cause, coachingNote}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, concludeReview, await params);
}

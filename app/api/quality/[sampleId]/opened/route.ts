import { answerWrite } from "@/lib/platform/write-route";
import { openReview } from "@/lib/quality/open-review.command";

type Props = { params: Promise<{ sampleId: string }> };

/** That its content is before them: counted for the person alone. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, openReview, await params);
}

import { database } from "@/db/client";
import { answerRead } from "@/lib/platform/write-route";
import { clausesOfReview } from "@/lib/quality/review.queries";

type Props = { params: Promise<{ sampleId: string }> };

/** Clauses that a second look may cite and that hold the words of `q`. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { sampleId } = await params;
  const text = new URL(request.url).searchParams.get("q") ?? "";
  return answerRead(async (actor) => clausesOfReview(await database(), actor, sampleId, text.slice(0, 200)));
}

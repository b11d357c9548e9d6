import { answerAlike } from "@/lib/appeals/answer-alike.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ appealId: string }> };

/** Gives the answer of this appeal to others of its wave: `{appeals: [{appealId, version}]}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, answerAlike, await params);
}

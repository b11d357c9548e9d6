import { answerAppeal } from "@/lib/appeals/answer.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ appealId: string }> };

/** Answers an appeal: `{version, outcome, reasons, liftSanctions?, voidStrike?}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, answerAppeal, await params);
}

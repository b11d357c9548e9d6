import { answerMark } from "@/lib/oversight/audit.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ drawId: string; itemId: string }> };

/** A supervisor’s answer to a finding or a question: `{answer}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, answerMark, await params);
}

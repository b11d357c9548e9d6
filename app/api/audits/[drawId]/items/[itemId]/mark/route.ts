import { markItem } from "@/lib/oversight/audit.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ drawId: string; itemId: string }> };

/** What the auditor found in one decision: `{mark, comment}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, markItem, await params);
}

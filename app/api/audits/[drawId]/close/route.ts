import { closeAudit } from "@/lib/oversight/audit.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ drawId: string }> };

/** The auditor’s last word: `{summary}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, closeAudit, await params);
}

import { handLink } from "@/lib/decisions/hand-link.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(
  request: Request,
  { params }: { params: Promise<{ statementId: string }> },
): Promise<Response> {
  return answerWrite(request, handLink, await params);
}

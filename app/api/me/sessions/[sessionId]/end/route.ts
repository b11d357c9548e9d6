import { endOwnSession } from "@/lib/people/revoke-session.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(
  request: Request,
  { params }: { params: Promise<{ sessionId: string }> },
): Promise<Response> {
  return answerWrite(request, endOwnSession, await params);
}

import { revokeAllSessions } from "@/lib/people/revoke-session.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request, { params }: { params: Promise<{ personId: string }> }): Promise<Response> {
  return answerWrite(request, revokeAllSessions, await params);
}

import { changeRole } from "@/lib/people/change-role.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request, { params }: { params: Promise<{ personId: string }> }): Promise<Response> {
  return answerWrite(request, changeRole, await params);
}

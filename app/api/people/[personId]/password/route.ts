import { resetPassword } from "@/lib/people/change-password.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request, { params }: { params: Promise<{ personId: string }> }): Promise<Response> {
  return answerWrite(request, resetPassword, await params);
}

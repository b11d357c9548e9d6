import { changeOwnPassword } from "@/lib/people/change-password.command";
import { answerWrite } from "@/lib/platform/write-route";

export function POST(request: Request): Promise<Response> {
  return answerWrite(request, changeOwnPassword);
}

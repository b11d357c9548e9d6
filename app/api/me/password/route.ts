import { changeOwnPassword } from "@/lib/people/change-password.command";
import { answerPasswordWrite } from "@/lib/platform/write-route";

export function POST(request: Request): Promise<Response> {
  return answerPasswordWrite(request, changeOwnPassword);
}

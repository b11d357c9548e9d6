import { changeSetting } from "@/lib/administration/change-setting.command";
import { answerWrite } from "@/lib/platform/write-route";

export function PUT(request: Request): Promise<Response> {
  return answerWrite(request, changeSetting);
}

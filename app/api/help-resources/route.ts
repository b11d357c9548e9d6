import { addHelpResource } from "@/lib/administration/help-resource.command";
import { answerWrite } from "@/lib/platform/write-route";

export function POST(request: Request): Promise<Response> {
  return answerWrite(request, addHelpResource, {}, 201);
}

import { createApiKey } from "@/lib/administration/api-key.command";
import { answerWrite } from "@/lib/platform/write-route";

export function POST(request: Request): Promise<Response> {
  return answerWrite(request, createApiKey, {}, 201);
}

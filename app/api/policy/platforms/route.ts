import { answerWrite } from "@/lib/platform/write-route";
import { addPlatform } from "@/lib/policy/add-platform.command";

export async function POST(request: Request): Promise<Response> {
  return answerWrite(request, addPlatform, {}, 201);
}

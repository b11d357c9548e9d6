import { answerWrite } from "@/lib/platform/write-route";
import { resumeDatabase } from "@/lib/transparency/settle-submission.command";

export function POST(request: Request): Promise<Response> {
  return answerWrite(request, resumeDatabase);
}

import { answerWrite } from "@/lib/platform/write-route";
import { writeNote } from "@/lib/queue/commands";

export async function POST(request: Request, { params }: { params: Promise<{ caseId: string }> }): Promise<Response> {
  return answerWrite(request, writeNote, await params, 201);
}

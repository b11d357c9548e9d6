import { recordLetter } from "@/lib/intake/flagger.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(
  request: Request,
  { params }: { params: Promise<{ flaggerId: string }> },
): Promise<Response> {
  return answerWrite(request, recordLetter, await params);
}

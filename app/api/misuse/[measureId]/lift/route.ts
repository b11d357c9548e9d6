import { liftMisuse } from "@/lib/misuse/measure.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(
  request: Request,
  { params }: { params: Promise<{ measureId: string }> },
): Promise<Response> {
  return answerWrite(request, liftMisuse, await params);
}

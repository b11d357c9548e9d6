import { undoWave } from "@/lib/decisions/wave.command";
import { answerWrite } from "@/lib/platform/write-route";

/** Takes a run back, decision by decision, while its window is open. */
export async function POST(request: Request, { params }: { params: Promise<{ runId: string }> }): Promise<Response> {
  return answerWrite(request, (actor, raw) => undoWave(actor, raw), await params);
}

import { stopWave } from "@/lib/decisions/wave.command";
import { answerWrite } from "@/lib/platform/write-route";

/** Stops a run: what is decided stays, and nothing more is decided. */
export async function POST(request: Request, { params }: { params: Promise<{ runId: string }> }): Promise<Response> {
  return answerWrite(request, (actor, raw) => stopWave(actor, raw), await params);
}

import { startWave } from "@/lib/decisions/wave.command";
import { answerWrite } from "@/lib/platform/write-route";

/** Decides the chosen groups of a wave; the worker carries it out. */
export async function POST(request: Request, { params }: { params: Promise<{ waveId: string }> }): Promise<Response> {
  return answerWrite(request, (actor, raw) => startWave(actor, raw), await params);
}

import { planWave } from "@/lib/decisions/wave.queries";
import { answerWrite } from "@/lib/platform/write-route";

/** What would follow for each item of a wave from one choice; nothing is written. */
export async function POST(request: Request, { params }: { params: Promise<{ waveId: string }> }): Promise<Response> {
  return answerWrite(request, (actor, raw) => planWave(actor, raw), await params);
}

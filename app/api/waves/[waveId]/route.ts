import { database } from "@/db/client";
import { waveView } from "@/lib/decisions/wave.queries";
import { answerRead } from "@/lib/platform/write-route";

/** One wave, and how far its decision is. */
export async function GET(_request: Request, { params }: { params: Promise<{ waveId: string }> }): Promise<Response> {
  const { waveId } = await params;
  return answerRead(async (actor) => waveView(await database(), actor, waveId));
}

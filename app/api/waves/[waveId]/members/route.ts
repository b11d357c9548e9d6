import { database } from "@/db/client";
import { waveMembersPage } from "@/lib/decisions/wave-members.queries";
import { answerRead } from "@/lib/platform/write-route";

/** A page of a wave's items, as they came. */
export async function GET(request: Request, { params }: { params: Promise<{ waveId: string }> }): Promise<Response> {
  const { waveId } = await params;
  const after = new URL(request.url).searchParams.get("after") ?? undefined;
  return answerRead(async (actor) => waveMembersPage(await database(), actor, { waveId, after }));
}

import { database } from "@/db/client";
import { answerRead } from "@/lib/platform/write-route";
import { draftView } from "@/lib/policy/drafts/queries";

type Props = { params: Promise<{ draftId: string }> };

/** A draft as it is now: its file, `rev`, who wrote, what stands against it. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { draftId } = await params;
  const db = await database();
  return answerRead((actor) => draftView(db, actor, draftId, new Date()));
}

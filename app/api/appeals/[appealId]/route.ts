import { database } from "@/db/client";
import { appealView } from "@/lib/appeals/view.queries";
import { answerRead } from "@/lib/platform/write-route";

type Props = { params: Promise<{ appealId: string }> };

/** One appeal with the decision it contests. */
export function GET(_request: Request, { params }: Props): Promise<Response> {
  return answerRead(async (actor) => appealView(await database(), (await params).appealId, actor, new Date()));
}

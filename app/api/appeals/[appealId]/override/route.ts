import { letPast } from "@/lib/appeals/override.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ appealId: string }> };

/** Lets a named person past their tie to the decision: `{version, personId, why}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, letPast, await params);
}

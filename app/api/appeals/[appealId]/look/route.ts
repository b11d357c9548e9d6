import { lookAtAppeal } from "@/lib/appeals/first-look.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ appealId: string }> };

/** The reviewer's own finding, before the decision is shown: `{version, finding, clause?, why}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, lookAtAppeal, await params);
}

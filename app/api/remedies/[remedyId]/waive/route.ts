import { waiveRemedy } from "@/lib/appeals/waive.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ remedyId: string }> };

/** Gives up one line of a remedy ledger: `{why}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, waiveRemedy, await params);
}

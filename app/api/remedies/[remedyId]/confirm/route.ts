import { confirmRemedy } from "@/lib/appeals/confirm-remedy.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ remedyId: string }> };

/** Says that one line of a remedy ledger was carried out by its platform: `{how}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, confirmRemedy, await params);
}

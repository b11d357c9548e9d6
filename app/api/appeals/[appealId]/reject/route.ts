import { rejectAppeal } from "@/lib/appeals/answer.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ appealId: string }> };

/** Says that an appeal cannot be taken up: `{version, reasons}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, rejectAppeal, await params);
}

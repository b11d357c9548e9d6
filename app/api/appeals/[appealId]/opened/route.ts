import { openAppeal } from "@/lib/appeals/open.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ appealId: string }> };

/** That its content is before them: counted for the person alone. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, openAppeal, await params);
}

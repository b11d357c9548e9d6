import { executeSanctions } from "@/lib/decisions/stronger.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ decisionId: string }> };

export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, executeSanctions, await params);
}

import { readDecidedCase } from "@/lib/appeals/read-case.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ caseId: string }> };

/** That a decided case is before somebody who answers appeals. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, readDecidedCase, await params);
}

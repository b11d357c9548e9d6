import { readAccount } from "@/lib/appeals/read-case.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ accountId: string }> };

/** That an account's page, with what was decided about it, is before somebody who answers appeals. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, readAccount, await params);
}

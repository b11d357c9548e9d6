import { answerWrite } from "@/lib/platform/write-route";
import { confirmGolden } from "@/lib/quality/golden-item.command";

type Props = { params: Promise<{ itemId: string }> };

/** A second supervisor settles the answer. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, confirmGolden, await params);
}

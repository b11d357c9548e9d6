import { answerWrite } from "@/lib/platform/write-route";
import { retireGolden } from "@/lib/quality/golden-item.command";

type Props = { params: Promise<{ itemId: string }> };

/** Takes a golden item out of use. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, retireGolden, await params);
}

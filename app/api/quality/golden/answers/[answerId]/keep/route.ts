import { answerWrite } from "@/lib/platform/write-route";
import { keepSettled } from "@/lib/quality/golden-item.command";

type Props = { params: Promise<{ answerId: string }> };

/** The supervisors keep the settled answer: `{why}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, keepSettled, await params);
}

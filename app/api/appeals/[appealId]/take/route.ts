import { takeAppeal } from "@/lib/appeals/take.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ appealId: string }> };

/** Takes an appeal on: `{version}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, takeAppeal, await params);
}

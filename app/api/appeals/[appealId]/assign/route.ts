import { assignAppeal } from "@/lib/appeals/take.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ appealId: string }> };

/** Hands an appeal to somebody: `{version, personId}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, assignAppeal, await params);
}

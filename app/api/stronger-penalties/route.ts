import { setStrongerPenalties } from "@/lib/decisions/stronger.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request): Promise<Response> {
  return answerWrite(request, setStrongerPenalties);
}

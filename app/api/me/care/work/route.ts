import { answerWrite } from "@/lib/platform/write-route";
import { workAtDesk } from "../care-at-desk";

export function POST(request: Request): Promise<Response> {
  return answerWrite(request, workAtDesk);
}

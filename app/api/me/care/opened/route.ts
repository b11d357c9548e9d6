import { answerWrite } from "@/lib/platform/write-route";
import { openAtDesk } from "../care-at-desk";

export function POST(request: Request): Promise<Response> {
  return answerWrite(request, openAtDesk);
}

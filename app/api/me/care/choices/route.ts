import { answerWrite } from "@/lib/platform/write-route";
import { changeCareAtDesk } from "../care-at-desk";

export function POST(request: Request): Promise<Response> {
  return answerWrite(request, changeCareAtDesk);
}

import { changeVeil } from "@/lib/people/change-veil.command";
import { answerWrite } from "@/lib/platform/write-route";

/** How strongly pictures are blurred for oneself. */
export function PUT(request: Request): Promise<Response> {
  return answerWrite(request, changeVeil);
}

import { disablePerson } from "@/lib/people/disable-person.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request, { params }: { params: Promise<{ personId: string }> }): Promise<Response> {
  return answerWrite(request, disablePerson, await params);
}

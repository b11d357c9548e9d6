import { addPerson } from "@/lib/people/add-person.command";
import { answerWrite } from "@/lib/platform/write-route";

export function POST(request: Request): Promise<Response> {
  return answerWrite(request, addPerson, {}, 201);
}

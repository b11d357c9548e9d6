import { addPerson } from "@/lib/people/add-person.command";
import { answerTerminal, terminal } from "@/lib/platform/cli-route";

export function POST(request: Request): Promise<Response> {
  return answerTerminal(request, (body) => addPerson(terminal, body));
}

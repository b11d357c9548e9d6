import { changeSkills } from "@/lib/people/change-skills.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request, { params }: { params: Promise<{ personId: string }> }): Promise<Response> {
  return answerWrite(request, changeSkills, await params);
}

import { addQualification } from "@/lib/people/qualification.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request, { params }: { params: Promise<{ personId: string }> }): Promise<Response> {
  return answerWrite(request, addQualification, await params, 201);
}

import { endQualification } from "@/lib/people/qualification.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(
  request: Request,
  { params }: { params: Promise<{ qualificationId: string }> },
): Promise<Response> {
  return answerWrite(request, endQualification, await params);
}

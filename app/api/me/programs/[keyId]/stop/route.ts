import { endConsent } from "@/lib/people/consent.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request, { params }: { params: Promise<{ keyId: string }> }): Promise<Response> {
  return answerWrite(request, endConsent, await params);
}

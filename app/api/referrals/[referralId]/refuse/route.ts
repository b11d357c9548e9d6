import { refuseReferral } from "@/lib/crime/referral.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(
  request: Request,
  { params }: { params: Promise<{ referralId: string }> },
): Promise<Response> {
  return answerWrite(request, refuseReferral, await params);
}

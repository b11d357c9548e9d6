import { passMilestone } from "@/lib/commitments/manage.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ milestoneId: string }> };

export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, passMilestone, await params);
}

import { sendReport } from "@/lib/commitments/report.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ reportId: string }> };

export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, sendReport, await params);
}

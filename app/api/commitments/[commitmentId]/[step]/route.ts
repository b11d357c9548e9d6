import { getLocale } from "next-intl/server";
import { raiseAnomaly } from "@/lib/commitments/anomaly.command";
import { assignCommitment } from "@/lib/commitments/manage.command";
import { recordReview, setStatus } from "@/lib/commitments/record.command";
import { respond } from "@/lib/platform/http";
import { fail } from "@/lib/platform/result";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ commitmentId: string; step: string }> };

/** Each thing that is recorded on a commitment with its command. Evidence comes with files and has a route of its own. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const { commitmentId, step } = await params;
  const about = { commitmentId };
  switch (step) {
    case "status":
      return answerWrite(request, setStatus, about);
    case "review":
      return answerWrite(request, recordReview, about, 201);
    case "anomaly":
      return answerWrite(request, raiseAnomaly, about, 201);
    case "assign":
      return answerWrite(request, assignCommitment, about);
    default:
      return respond(fail("not_found"), { locale: await getLocale() });
  }
}

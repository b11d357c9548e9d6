import { getLocale } from "next-intl/server";
import { engageDispute, extendDispute, payDispute, recordOutcome, refuseDispute } from "@/lib/appeals/dispute.command";
import { answerDispute, implementDispute } from "@/lib/appeals/dispute-answer.command";
import { respond } from "@/lib/platform/http";
import { fail } from "@/lib/platform/result";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ disputeId: string; step: string }> };

/** Each step of a dispute with its command. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const { disputeId, step } = await params;
  const about = { disputeId };
  switch (step) {
    case "engage":
      return answerWrite(request, engageDispute, about);
    case "refuse":
      return answerWrite(request, refuseDispute, about);
    case "extend":
      return answerWrite(request, extendDispute, about);
    case "outcome":
      return answerWrite(request, recordOutcome, about);
    case "answer":
      return answerWrite(request, answerDispute, about);
    case "implement":
      return answerWrite(request, implementDispute, about);
    case "pay":
      return answerWrite(request, payDispute, about);
    default:
      return respond(fail("not_found", "not_found"), { locale: await getLocale() });
  }
}

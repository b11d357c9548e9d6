import { getLocale } from "next-intl/server";
import { closeAnomaly, handAnomaly, tellAnomaly } from "@/lib/commitments/anomaly.command";
import { respond } from "@/lib/platform/http";
import { fail } from "@/lib/platform/result";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ anomalyId: string; step: string }> };

export async function POST(request: Request, { params }: Props): Promise<Response> {
  const { anomalyId, step } = await params;
  const about = { anomalyId };
  if (step === "hand") return answerWrite(request, handAnomaly, about);
  if (step === "tell") return answerWrite(request, tellAnomaly, about);
  if (step === "close") return answerWrite(request, closeAnomaly, about);
  return respond(fail("not_found"), { locale: await getLocale() });
}

import { getLocale } from "next-intl/server";
import { setBounds } from "@/lib/commitments/manage.command";
import { recordValue } from "@/lib/commitments/measure.command";
import { respond } from "@/lib/platform/http";
import { fail } from "@/lib/platform/result";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ indicatorId: string; step: string }> };

export async function POST(request: Request, { params }: Props): Promise<Response> {
  const { indicatorId, step } = await params;
  if (step === "value") return answerWrite(request, recordValue, { indicatorId }, 201);
  if (step === "bounds") return answerWrite(request, setBounds, { indicatorId });
  return respond(fail("not_found"), { locale: await getLocale() });
}

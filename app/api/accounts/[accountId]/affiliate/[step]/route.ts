import { getLocale } from "next-intl/server";
import { openAffiliateCase, screenAffiliate } from "@/lib/decisions/affiliate.command";
import { respond } from "@/lib/platform/http";
import { fail } from "@/lib/platform/result";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ accountId: string; step: string }> };

/** Screening a partner, and opening a case to end it (AE6). */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const { accountId, step } = await params;
  const about = { accountId };
  if (step === "screen") return answerWrite(request, screenAffiliate, about);
  if (step === "case") return answerWrite(request, openAffiliateCase, about);
  return respond(fail("not_found", "not_found"), { locale: await getLocale() });
}

import { getLocale } from "next-intl/server";
import { askCorrection, checkTrader, endContract, keepTrader, suspendTrader } from "@/lib/decisions/trader.command";
import { respond } from "@/lib/platform/http";
import { fail } from "@/lib/platform/result";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ accountId: string; step: string }> };

/** Each step with a trader's record with its command (DSA Art. 30). */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const { accountId, step } = await params;
  const about = { accountId };
  switch (step) {
    case "keep":
      return answerWrite(request, keepTrader, about);
    case "check":
      return answerWrite(request, checkTrader, about);
    case "ask":
      return answerWrite(request, askCorrection, about);
    case "suspend":
      return answerWrite(request, suspendTrader, about);
    case "end":
      return answerWrite(request, endContract, about);
    default:
      return respond(fail("not_found", "not_found"), { locale: await getLocale() });
  }
}

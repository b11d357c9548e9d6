import { getLocale } from "next-intl/server";
import { respond } from "@/lib/platform/http";
import { fail } from "@/lib/platform/result";
import { answerWrite } from "@/lib/platform/write-route";
import { publishDraft } from "@/lib/policy/drafts/publish.command";
import { askReview, planDraft, sendBackDraft, withdrawDraft } from "@/lib/policy/drafts/review.command";

type Props = { params: Promise<{ draftId: string; step: string }> };

/** What is done with a whole draft: the last part of the address says it. What is written in it goes to `edits`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const { draftId, step } = await params;
  switch (step) {
    case "plan":
      return answerWrite(request, planDraft, { draftId });
    case "review":
      return answerWrite(request, askReview, { draftId });
    case "send-back":
      return answerWrite(request, sendBackDraft, { draftId });
    case "withdraw":
      return answerWrite(request, withdrawDraft, { draftId });
    case "publish":
      return answerWrite(request, publishDraft, { draftId });
    default:
      return respond(fail("not_found"), { locale: await getLocale() });
  }
}

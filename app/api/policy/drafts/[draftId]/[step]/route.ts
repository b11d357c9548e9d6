import { getLocale } from "next-intl/server";
import { database } from "@/db/client";
import { respond } from "@/lib/platform/http";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail } from "@/lib/platform/result";
import { answerWrite } from "@/lib/platform/write-route";
import { publishDraft } from "@/lib/policy/drafts/publish.command";
import { askReview, planDraft, sendBackDraft, takeUpDraft, withdrawDraft } from "@/lib/policy/drafts/review.command";
import { tellWritten } from "@/lib/policy/edit/live.store";

/** Whoever has the draft open is told of the plan as of any other write. */
async function toldPlan(actor: Actor, raw: unknown) {
  const planned = await planDraft(actor, raw);
  if (planned.ok) await tellWritten(await database(), actor, planned.value);
  return planned;
}

type Props = { params: Promise<{ draftId: string; step: string }> };

/** What is done with a whole draft: the last part of the address says it. What is written in it goes to `edits`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const { draftId, step } = await params;
  switch (step) {
    case "plan":
      return answerWrite(request, toldPlan, { draftId });
    case "review":
      return answerWrite(request, askReview, { draftId });
    case "send-back":
      return answerWrite(request, sendBackDraft, { draftId });
    case "withdraw":
      return answerWrite(request, withdrawDraft, { draftId });
    case "take-up":
      return answerWrite(request, takeUpDraft, { draftId });
    case "publish":
      return answerWrite(request, publishDraft, { draftId });
    default:
      return respond(fail("not_found"), { locale: await getLocale() });
  }
}

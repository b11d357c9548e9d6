"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { CaseView } from "@/lib/decisions/contract";
import { caseKey } from "../decisions/one-case";
import { queueKey } from "../queue/keys";
import { useNames } from "../queue/nameable";
import { orThrow, postJson, type RequestFailed } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { Time } from "../ui/time";
import { Banner } from "./banner";

/** What was decided on this case, or what it waits for, with the way back into the queue. */
export function DecidedNotice({ view, mayResume }: { view: CaseView; mayResume: boolean }) {
  const t = useTranslations("case.decided");
  const name = useNames();
  const { decision, case: row } = view;
  const isUndecided = row.state !== "decided";
  const referral = isUndecided && decision?.referredTo ? decision : null;
  return (
    <>
      {referral ? <Referred view={view} decision={referral} mayResume={mayResume} /> : null}
      {decision && !referral ? (
        <Banner title={t("title", { outcome: name("outcome", decision.outcome) })}>
          <p>
            {t(decision.byMe ? "byMe" : "at")} <Time value={decision.decidedAt} show="exact" />
          </p>
        </Banner>
      ) : null}
      {row.waitingFor && isUndecided ? (
        <Banner title={t("waitingFor", { what: row.waitingFor })} actions={mayResume ? <Resume view={view} /> : null}>
          {row.waitingUntil ? (
            <p>
              {t("waitingUntil")} <Time value={row.waitingUntil} show="exact" />
            </p>
          ) : null}
        </Banner>
      ) : null}
      {row.escalatedTo && isUndecided ? (
        <Banner
          tone="caution"
          title={t("escalatedTo", { to: name("escalatedTo", row.escalatedTo) })}
          actions={mayResume ? <Resume view={view} /> : null}
        >
          {row.escalatedWhy ? <p dir="auto">{row.escalatedWhy}</p> : null}
        </Banner>
      ) : null}
    </>
  );
}

/** A referral decides nothing: it says who knows now, and that the content is still to be decided. */
function Referred({
  view,
  decision,
  mayResume,
}: {
  view: CaseView;
  decision: NonNullable<CaseView["decision"]>;
  mayResume: boolean;
}) {
  const t = useTranslations("case.decided");
  const to = useTranslations("case.setAside.referTo");
  const { state, waitingUntil } = view.case;
  return (
    <Banner
      title={t("referredTo", { to: to(decision.referredTo ?? "other_team") })}
      actions={mayResume && state === "waiting" ? <Resume view={view} /> : null}
    >
      <p>
        {t(decision.byMe ? "byMe" : "at")} <Time value={decision.decidedAt} show="exact" />
      </p>
      <p>{t("stillToDecide")}</p>
      {waitingUntil && state === "waiting" ? (
        <p>
          {t("waitingUntil")} <Time value={waitingUntil} show="exact" />
        </p>
      ) : null}
    </Banner>
  );
}

function Resume({ view }: { view: CaseView }) {
  const t = useTranslations("case.decided");
  const cache = useQueryClient();
  const messageOf = useFailureMessage();
  const resume = useMutation<unknown, RequestFailed, void>({
    mutationFn: () => orThrow(postJson(`/api/cases/${view.case.id}/resume`, { version: view.case.version })),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: queueKey });
      return cache.invalidateQueries({ queryKey: caseKey(view.case.id) });
    },
  });
  return (
    <>
      <Button size="small" isBusy={resume.isPending} onClick={() => resume.mutate()}>
        {t("resume")}
      </Button>
      {resume.error ? (
        <span role="alert" className="self-center text-13 text-danger-ink">
          {messageOf(resume.error.failure)}
        </span>
      ) : null}
    </>
  );
}

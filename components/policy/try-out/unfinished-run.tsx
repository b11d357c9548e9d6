"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useWrite } from "../../shell/use-write";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { tryOutHref } from "../addresses.rules";

type Props = {
  run: { platformId: string; version: string; days: number; decisionsDone: number; decisionsAll: number };
  state: "stopped" | "failed";
  mayAsk: boolean;
};

/** A run that did not come to its end: of how many decisions its figures are, and the way to begin it anew. */
export function UnfinishedRun({ run, state, mayAsk }: Props) {
  const t = useTranslations("policyTryOut.unfinished");
  const router = useRouter();
  const { platformId, version, days, decisionsDone: done, decisionsAll: all } = run;
  const { send, isBusy } = useWrite<{ tryOutId: string }>({
    onDone: ({ tryOutId }) => router.push(tryOutHref(platformId, tryOutId)),
  });
  return (
    <Notice tone={state === "failed" ? "danger" : "caution"} title={t(state)}>
      <p>{t(done > 0 ? "partial" : "nothing", { done, all })}</p>
      {mayAsk ? (
        <div className="mt-3 grid justify-items-start gap-1.5">
          <Button
            isBusy={isBusy}
            onClick={() => send({ path: "/api/policy/try-outs", body: { platform: platformId, version, days } })}
          >
            {t("again")}
          </Button>
          <p className="text-13">{t("anew", { days })}</p>
        </div>
      ) : null}
    </Notice>
  );
}

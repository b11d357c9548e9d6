"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useWrite } from "../../shell/use-write";
import { Button } from "../../ui/button";
import { Progress } from "../../ui/progress";

const everyMs = 1_500;

type Props = { tryOutId: string; done: number; all: number; mayStop: boolean };

/** How far a run is, asked again until it is over; and the way to end it. */
export function RunProgress({ tryOutId, done, all, mayStop }: Props) {
  const t = useTranslations("policyTryOut");
  const router = useRouter();
  const { send, isBusy } = useWrite({ done: t("stopped") });
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), everyMs);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <div className="flex flex-wrap items-end gap-4">
      <div role="status" className="w-120 max-w-full">
        <Progress label={t("running")} value={done} max={all} text={t("progress", { done, all })} />
      </div>
      {mayStop ? (
        <Button isBusy={isBusy} onClick={() => send({ path: `/api/policy/try-outs/${tryOutId}/stop` })}>
          {t("stop")}
        </Button>
      ) : null}
    </div>
  );
}

"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useWrite } from "../shell/use-write";
import { ConfirmButton } from "../ui/confirm";

type Props = { lanes: readonly { platformId: string; name: string }[] };

/** Starts the queues of one platform, or of several that stopped for one cause, again. */
export function ResumeButton({ lanes }: Props) {
  const t = useTranslations("database");
  const names = useFormatter().list(lanes.map(({ name }) => name));
  const { send, isBusy } = useWrite({ done: t("resumed") });
  return (
    <ConfirmButton
      isBusy={isBusy}
      what={t("resumeWhat", { platform: names })}
      confirm={t("resumeSubmit")}
      onConfirm={() =>
        send({
          path: "/api/database-queues/resume",
          body: { platformIds: lanes.map(({ platformId }) => platformId) },
        })
      }
      aria-label={lanes.length === 1 ? t("resumeOne", { platform: names }) : t("resumeAll", { platforms: names })}
    >
      {lanes.length === 1 ? t("resume") : t("resumeMany", { count: lanes.length })}
    </ConfirmButton>
  );
}

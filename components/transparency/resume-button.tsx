"use client";

import { useTranslations } from "next-intl";
import { useWrite } from "../shell/use-write";
import { ConfirmButton } from "../ui/confirm";

/** Starts a queue again that was stopped. */
export function ResumeButton({ platformId, name }: { platformId: string; name: string }) {
  const t = useTranslations("database");
  const { send, isBusy } = useWrite({ done: t("resumed") });
  return (
    <ConfirmButton
      isBusy={isBusy}
      what={t("resumeWhat", { platform: name })}
      confirm={t("resumeSubmit")}
      onConfirm={() => send({ path: `/api/database-queues/${platformId}/resume` })}
      aria-label={t("resumeOne", { platform: name })}
    >
      {t("resume")}
    </ConfirmButton>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { ConfirmStep } from "../ui/confirm";

/** Puts a version on the public page, in two steps: it cannot be taken back. */
export function PublishVersion({ versionId }: { versionId: string }) {
  const t = useTranslations("reports.publish");
  const [isAsked, setAsked] = useState(false);
  const { send, isBusy } = useWrite({ done: t("done"), onDone: () => setAsked(false) });
  if (isAsked)
    return (
      <ConfirmStep
        label={t("confirm")}
        isBusy={isBusy}
        onConfirm={() => send({ path: `/api/reports/${versionId}/publish` })}
        onCancel={() => setAsked(false)}
      >
        {t("warning")}
      </ConfirmStep>
    );
  return (
    <Button look="primary" onClick={() => setAsked(true)}>
      {t("action")}
    </Button>
  );
}

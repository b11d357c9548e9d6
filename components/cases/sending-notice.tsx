"use client";

import { useTranslations } from "next-intl";
import { sendNow } from "../decisions/back-online";
import type { WireFailure } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Notice } from "../ui/notice";

/** What became of a decision that did not arrive, or was refused. What was typed stays where it is. */
export function SendingNotice({ isHeld, failure }: { isHeld: boolean; failure: WireFailure | null }) {
  const t = useTranslations("case.sending");
  const messageOf = useFailureMessage();
  if (isHeld) {
    return (
      <Notice
        tone="caution"
        role="status"
        title={t("lost")}
        actions={
          <Button size="small" onClick={sendNow}>
            {t("sendNow")}
          </Button>
        }
      >
        <p>{t("lostNext")}</p>
      </Notice>
    );
  }
  if (!failure) return null;
  const sentences = Object.values(failure.fields).filter(Boolean);
  return (
    <ErrorState title={messageOf(failure)}>
      {sentences.length > 0 ? (
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      <p>{t("draftKept")}</p>
    </ErrorState>
  );
}

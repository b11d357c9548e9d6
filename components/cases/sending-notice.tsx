"use client";

import { useTranslations } from "next-intl";
import { sendNow } from "../decisions/back-online";
import type { WireFailure } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { useIsCut } from "../shell/use-is-cut";
import { Button } from "../ui/button";
import { Banner } from "./banner";

/**
 * What became of decisions that did not arrive (`held`), or of one that was refused; else that the connection is lost, where
 * it is. What was typed stays where it is.
 */
export function SendingNotice({ held, failure }: { held: number; failure: WireFailure | null }) {
  const t = useTranslations("case.sending");
  const messageOf = useFailureMessage();
  const isCut = useIsCut();
  if (held > 0) {
    return (
      <Banner
        tone="caution"
        role="status"
        title={t("lost", { count: held })}
        actions={
          <Button size="small" onClick={sendNow}>
            {t("sendNow")}
          </Button>
        }
      >
        <p>{t("lostNext", { count: held })}</p>
      </Banner>
    );
  }
  if (!failure)
    return isCut ? (
      <Banner tone="caution" role="status" title={t("cut")}>
        {t("cutNext")}
      </Banner>
    ) : null;
  const sentences = Object.values(failure.fields).filter(Boolean);
  return (
    <Banner tone="danger" role="alert" title={failure.code === "network" ? t("notSent") : messageOf(failure)}>
      {sentences.length > 0 ? (
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      <p>{t("draftKept")}</p>
    </Banner>
  );
}

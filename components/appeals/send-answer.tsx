"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { maySend } from "./answer-preview.rules";
import type { Answer } from "./use-answer";

/** Takes no press, of the mouse or of a key, while the letter beside it is not yet that of these words; says so. */
export function SendAnswer({ answer: { draft, shown, isBusy, submit } }: { answer: Answer }) {
  const t = useTranslations("appeal.answer");
  const { outcome } = draft;
  const waits = outcome !== null && !maySend(shown);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <Button
        look="primary"
        disabled={outcome === null}
        isBusy={isBusy || waits}
        onClick={submit}
        aria-describedby={waits ? "send-waits" : undefined}
      >
        {t(`send.${outcome ?? "none"}`)}
      </Button>
      {waits ? (
        <span id="send-waits" className="text-13 text-ink-soft">
          {t(shown.is === "failed" ? "notShown" : "waits")}
        </span>
      ) : null}
    </div>
  );
}

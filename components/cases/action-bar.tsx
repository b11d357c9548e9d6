"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ConsequenceCard } from "@/lib/decisions/contract";
import { phraseOf } from "../decisions/say.rules";
import { Button } from "../ui/button";
import { cn } from "../ui/text";

type Props = {
  /** The way back of the last decision. */
  undo: ReactNode;
  /** What just happened or is missing, in a line. */
  said: string;
  card: ConsequenceCard | null;
  mayDecide: boolean;
  /** Why neither answer can be given now, in a sentence; null: nothing bars them. */
  barred: string | null;
  isReady: boolean;
  /** On its way to the server. The buttons stay as they are: most answers come before an eye could follow. */
  isBusy: boolean;
  onDecide: () => void;
  onNone: () => void;
};

/**
 * The end of every case: what can be taken back on the left, what will happen on the right. On a phone the left takes no
 * room while it has nothing to say; what is said aloud there stays.
 */
export function ActionBar({ undo, said, card, mayDecide, barred, isReady, isBusy, onDecide, onNone }: Props) {
  const t = useTranslations("case.bar");
  const locale = useLocale();
  const phrase = card ? phraseOf(card.sanctions, locale) : null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 md:px-6">
      <div className="flex min-h-8 min-w-0 flex-1 basis-72 items-center gap-4 max-sm:has-[>[data-idle]+p:empty]:sr-only">
        {undo}
        <p role="status" className={cn("min-w-0 text-13 text-ink-soft", barred === null && "truncate")}>
          {mayDecide && barred !== null ? barred : isBusy ? <span className="animate-late">{t("sending")}</span> : said}
        </p>
      </div>
      {mayDecide ? (
        <div
          aria-busy={isBusy || undefined}
          className="flex flex-1 basis-full items-stretch gap-2 max-sm:flex-col-reverse min-w-0 sm:flex-initial sm:basis-auto sm:items-center sm:justify-end"
        >
          <Button keycap="N" disabled={barred !== null} onClick={onNone}>
            {t("none")}
          </Button>
          <Button
            look={isReady ? "primary" : "secondary"}
            keycap="↵"
            shortcut="Enter Control+Enter"
            disabled={barred !== null}
            onClick={onDecide}
            className="h-auto min-h-(--control-height) min-w-0 shrink py-1 text-left whitespace-normal max-sm:justify-between sm:max-w-[48rem]"
          >
            {phrase
              ? t(phrase.rest > 0 ? "doAndMore" : "do", { phrase: phrase.phrase, rest: phrase.rest })
              : t("nothingToDo")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { useKeys } from "../shell/keys";
import { useIsCut } from "../shell/use-is-cut";
import { Button } from "../ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "../ui/popover";
import { following } from "./live.rules";
import type { useShown } from "./use-shown";

type Props = { shown: Pick<ReturnType<typeof useShown>, "rows" | "waiting" | "settle">; isLive: boolean };

/** Whether the list follows the others at once, and what has changed in it that is not shown for the hand's sake. */
export function LiveLine({ shown, isLive }: Props) {
  const t = useTranslations("queueLive");
  const left = shown.rows.filter((row) => row.hasLeft).length;
  const isBehind = left + shown.waiting > 0;
  const state = following(useIsCut(), isLive);
  useKeys([{ keys: ".", label: t("settle"), run: shown.settle, isOn: isBehind }]);
  return (
    <div className="flex h-8 items-center justify-end gap-3 overflow-hidden px-4 text-12 whitespace-nowrap text-ink-soft md:px-3">
      <span role="status" className="truncate">
        {isBehind
          ? [left > 0 && t("left", { count: left }), shown.waiting > 0 && t("new", { count: shown.waiting })]
              .filter(Boolean)
              .join(" · ")
          : null}
      </span>
      {isBehind ? (
        <Button look="quiet" size="small" keycap="." shortcut="." onClick={shown.settle}>
          {t("settle")}
        </Button>
      ) : null}
      <Popover>
        <PopoverTrigger asChild>
          <Button look="quiet" size="small" className="font-normal underline decoration-dotted underline-offset-4">
            {t(state)}
          </Button>
        </PopoverTrigger>
        <PopoverContent align="end" aria-label={t(state)} className="text-13">
          {t(`${state}Why`)}
        </PopoverContent>
      </Popover>
    </div>
  );
}

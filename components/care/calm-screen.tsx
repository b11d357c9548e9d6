"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useKeys } from "../shell/keys";
import { Button } from "../ui/button";
import { minutesSince } from "./minutes.rules";
import { useCare, useWork } from "./use-care";
import { useNow } from "./use-now";

type Props = { since: string; held: number; back: string };

/** Nothing to read, nothing to decide: how long it has been, and one key back. */
export function CalmScreen({ since, held: heldFirst, back }: Props) {
  const t = useTranslations("care.calm");
  const router = useRouter();
  const now = useNow();
  const care = useCare();
  const work = useWork();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const held = care?.held ?? heldFirst;
  const leave = () => work.mutate("end_break", { onSuccess: () => router.push(back) });
  const give = () => (held > 0 ? work.mutate("give_back") : undefined);
  useKeys([
    { keys: "shift+b", label: t("back"), run: leave },
    { keys: "escape", run: leave },
    { keys: "g", label: t("giveBack"), isOn: held > 0, run: give },
  ]);
  const minutes = now === null ? 0 : minutesSince(since, now);
  return (
    <main id="main" className="grid min-h-dvh place-items-center bg-sunken px-6 py-10">
      <div className="grid max-w-md justify-items-center gap-6 text-center text-ink-soft">
        <h1 ref={heading} tabIndex={-1} className="sr-only outline-none">
          {t("title")}
        </h1>
        <p className="text-28 tabular-nums">{t("elapsed", { minutes })}</p>
        <p className="text-16">{t("rest")}</p>
        <p className="min-h-6">{held > 0 ? t("held", { count: held }) : t("noneHeld")}</p>
        <div className="flex flex-wrap justify-center gap-2">
          <Button keycap="⇧B" shortcut="Shift+B" onClick={leave} isBusy={work.isPending}>
            {t("back")}
          </Button>
          {held > 0 ? (
            <Button look="quiet" keycap="G" onClick={give}>
              {t("giveBack")}
            </Button>
          ) : null}
        </div>
      </div>
    </main>
  );
}

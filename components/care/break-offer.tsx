"use client";

import { Coffee } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useKeys } from "../shell/keys";
import { Button } from "../ui/button";
import { useToast } from "../ui/toast";
import { Tooltip } from "../ui/tooltip";
import { minutesUntil } from "./minutes.rules";
import { useCare, useWork } from "./use-care";
import { useNow } from "./use-now";

/** A break, offered: it stands in the bar, says when it is due, and never asks twice, moves or makes a sound. */
export function BreakOffer() {
  const t = useTranslations("care.break");
  const router = useRouter();
  const notify = useToast();
  const care = useCare();
  const now = useNow();
  const work = useWork();
  const take = () => {
    if (work.isPending) return;
    const from = window.location.pathname + window.location.search;
    work.mutate("begin_break", {
      onSuccess: () => router.push(`/break?from=${encodeURIComponent(from)}`),
      onError: () => notify({ title: t("failed"), tone: "danger" }),
    });
  };
  useKeys([{ keys: "shift+b", label: t("key"), isGlobal: true, run: take }]);
  const due = care?.breakDueAt ?? null;
  const minutes = due !== null && now !== null ? minutesUntil(due, now) : null;
  const words = minutes === null ? null : minutes === 0 ? t("due") : t("in", { minutes });
  return (
    <Tooltip label={t("hint")} keycap="⇧B">
      <Button
        look="quiet"
        aria-label={words ? `${t("title")}: ${words}` : t("title")}
        shortcut="Shift+B"
        isBusy={work.isPending}
        onClick={take}
        className={minutes === 0 ? "gap-1.5 px-2 font-medium text-ink" : "gap-1.5 px-2 font-normal text-ink-soft"}
        icon={<Coffee aria-hidden="true" />}
      >
        {words ? (
          <span className="hidden whitespace-nowrap tabular-nums xl:inline md:max-lg:inline">{words}</span>
        ) : null}
      </Button>
    </Tooltip>
  );
}

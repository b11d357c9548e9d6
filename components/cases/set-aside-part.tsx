"use client";

import { useTranslations } from "next-intl";
import type { WireFailure } from "../shell/fetch-json";
import { Button } from "../ui/button";
import { type SetAside, type SetAsideAnswer, SetAsideForm } from "./set-aside";

type Props = {
  open: SetAside | null;
  onOpen: (kind: SetAside | null) => void;
  isBusy: boolean;
  failure: WireFailure | null;
  isKept: boolean;
  onSend: (answer: SetAsideAnswer) => void;
  onRelease: () => void;
  onRestart: () => void;
};

/** The other ways on: to a colleague, to wait, to an authority, back into the queue. */
export function SetAsidePart({ open, onOpen, isBusy, failure, isKept, onSend, onRelease, onRestart }: Props) {
  const t = useTranslations("case.setAside");
  return (
    <section aria-label={t("title")} className="mt-5 grid gap-3 border-t border-line pt-3">
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          keycap="E"
          aria-expanded={open === "escalate"}
          onClick={() => onOpen(open === "escalate" ? null : "escalate")}
        >
          {t("escalate")}
        </Button>
        <Button
          size="small"
          keycap="W"
          aria-expanded={open === "wait"}
          onClick={() => onOpen(open === "wait" ? null : "wait")}
        >
          {t("wait")}
        </Button>
        <Button
          size="small"
          keycap="F"
          aria-expanded={open === "refer"}
          onClick={() => onOpen(open === "refer" ? null : "refer")}
        >
          {t("refer")}
        </Button>
        <Button size="small" keycap="U" isBusy={isBusy && open === null} onClick={onRelease}>
          {t("release")}
        </Button>
      </div>
      {open ? (
        <SetAsideForm
          key={open}
          kind={open}
          isBusy={isBusy}
          failure={failure}
          onSend={onSend}
          onCancel={() => onOpen(null)}
        />
      ) : null}
      {isKept ? (
        <p className="flex flex-wrap items-center gap-2 text-12 text-ink-soft">
          {t("kept")}
          <Button look="quiet" size="small" onClick={onRestart}>
            {t("restart")}
          </Button>
        </p>
      ) : null}
    </section>
  );
}

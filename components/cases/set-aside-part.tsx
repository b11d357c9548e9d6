"use client";

import { useTranslations } from "next-intl";
import type { WireFailure } from "../shell/fetch-json";
import { Button } from "../ui/button";
import { SetAsideForm } from "./set-aside";
import type { SetAside, SetAsideAnswer } from "./set-aside-frame";

type Props = {
  caseId: string;
  handedBy: string | undefined;
  onHold: () => void;
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
export function SetAsidePart({
  caseId,
  handedBy,
  onHold,
  open,
  onOpen,
  isBusy,
  failure,
  isKept,
  onSend,
  onRelease,
  onRestart,
}: Props) {
  const t = useTranslations("case.setAside");
  const handing = useTranslations("handing");
  const opening = { open, onOpen };
  return (
    <section aria-label={t("title")} className="mt-5 grid gap-3 border-t border-line pt-3">
      <div className="flex flex-wrap gap-2">
        <Opens keycap="E" kind="escalate" {...opening}>
          {t("escalate")}
        </Opens>
        <Opens keycap="W" kind="wait" {...opening}>
          {t("wait")}
        </Opens>
        <Opens keycap="F" kind="refer" {...opening}>
          {t("refer")}
        </Opens>
        <Button size="small" keycap="H" onClick={onHold}>
          {handing("hold")}
        </Button>
        <Opens keycap="Q" kind="ask" {...opening}>
          {handing("ask.open")}
        </Opens>
        <Opens keycap="D" kind="hand" {...opening}>
          {handing("hand.open")}
        </Opens>
        <Button size="small" keycap="U" isBusy={isBusy && open === null} onClick={onRelease}>
          {t("release")}
        </Button>
      </div>
      {open ? (
        <SetAsideForm
          key={open}
          caseId={caseId}
          {...(handedBy ? { handedBy } : {})}
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

type OpensProps = Pick<Props, "open" | "onOpen"> & { kind: SetAside; keycap: string; children: string };

/** Opens the form of its kind, and closes it again. */
function Opens({ kind, keycap, open, onOpen, children }: OpensProps) {
  const isOpen = open === kind;
  return (
    <Button size="small" keycap={keycap} aria-expanded={isOpen} onClick={() => onOpen(isOpen ? null : kind)}>
      {children}
    </Button>
  );
}

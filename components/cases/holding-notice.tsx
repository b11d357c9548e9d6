"use client";

import { useTranslations } from "next-intl";
import type { WireFailure } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { Banner } from "./banner";
import type { Holding } from "./holding.rules";

type Props = {
  holding: Holding;
  /** Whom a free case is kept for, where it was handed to somebody else than the reader. */
  keptFor?: string | null;
  mayClaim: boolean;
  /** Why it is not the reader's to take although they work on cases, as the server would say it; null where it is. */
  notTheirs?: "case_needs_another_person" | "case_needs_supervisor" | null;
  isDraftKept: boolean;
  isTaking: boolean;
  failure: WireFailure | null;
  onTake: () => void;
};

/** Whose the case is, whenever it is not simply one's own. A lapsed claim keeps what was typed, and says who has it. */
export function HoldingNotice(props: Props) {
  const { holding, keptFor = null, mayClaim, notTheirs = null, isDraftKept, isTaking, failure, onTake } = props;
  const t = useTranslations("case.holding");
  const failures = useTranslations("failures");
  const messageOf = useFailureMessage();
  if (holding.is === "mine" || holding.is === "decided") return null;
  const title = {
    free: () => (keptFor === null ? t("free") : t("keptFor", { name: keptFor })),
    theirs: () => t("theirs", { name: "by" in holding ? (holding.by ?? "") : "" }),
    lapsed: () => ("by" in holding && holding.by ? t("lapsedTo", { name: holding.by }) : t("lapsed")),
  }[holding.is]();
  const isFree = holding.is !== "theirs" && !(holding.is === "lapsed" && holding.by);
  const mayTake = mayClaim && notTheirs === null && isFree;
  return (
    <Banner
      tone={holding.is === "free" ? "information" : "caution"}
      title={title}
      role="status"
      actions={
        mayTake ? (
          <Button size="small" keycap="C" isBusy={isTaking} onClick={onTake}>
            {t("take")}
          </Button>
        ) : null
      }
    >
      {failure ? <p>{messageOf(failure)}</p> : null}
      {holding.is === "lapsed" && isDraftKept ? <p>{t("draftKept")}</p> : null}
      {mayClaim && notTheirs !== null ? <p>{failures(notTheirs)}</p> : null}
      {!mayClaim ? <p>{t("readOnly")}</p> : null}
    </Banner>
  );
}

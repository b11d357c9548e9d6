"use client";

import { useTranslations } from "next-intl";
import { forgetUndecided, useToldAtRows, useUndecided } from "../decisions/undecided";
import { useKeys } from "../shell/keys";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { Banner } from "./banner";

type Props = {
  /** The case on the screen, which says itself what became of its decision. */
  except?: string | null;
  onBack: (caseId: string) => void;
};

/** Decisions that were refused after the screen had moved on: which case, why, and the way back to what was chosen there. */
export function NotDecided({ except = null, onBack }: Props) {
  const t = useTranslations("ahead");
  const messageOf = useFailureMessage();
  const toldAtRows = useToldAtRows();
  const undecided = useUndecided().filter(({ caseId }) => caseId !== except && !toldAtRows.has(caseId));
  const newest = undecided.at(-1);
  useKeys([{ keys: "p", label: t("key"), isOn: newest !== undefined, run: () => newest && onBack(newest.caseId) }]);
  return undecided.map(({ caseId, reference, failure }) => (
    <Banner
      key={caseId}
      tone="danger"
      role="alert"
      title={t("notDecided", { reference })}
      actions={
        <>
          <Button size="small" keycap={caseId === newest?.caseId ? "P" : undefined} onClick={() => onBack(caseId)}>
            {t("back", { reference })}
          </Button>
          <Button size="small" onClick={() => forgetUndecided(caseId)}>
            {t("leave")}
          </Button>
        </>
      }
    >
      <p>
        {messageOf(failure)} {t("draftKept")}
      </p>
    </Banner>
  ));
}

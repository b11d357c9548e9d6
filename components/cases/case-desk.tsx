"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import type { MyDay } from "@/lib/wellbeing/contract";
import { CareGate } from "../care/care-gate";
import { NothingGiven } from "../care/nothing-given";
import { useIsHeld } from "../decisions/back-online";
import { useUndecided } from "../decisions/undecided";
import { useUnderWay } from "../decisions/under-way";
import { UndoPart } from "../decisions/undo-footer";
import { filterOf, questionMark, searchOf } from "../queue/filters.rules";
import { RequestFailed } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { LinkButton } from "../ui/link-button";
import { CaseSkeleton } from "./case-skeleton";
import { NotDecided } from "./not-decided";
import { OpenCase } from "./open-case";
import { useCase, useCaseId } from "./use-case";
import type { May } from "./use-case-work";
import { useDesk } from "./use-desk";
import { useMoved } from "./use-moved";

type Props = {
  first: CaseView;
  may: May;
  /** The queue's filter as it came with the document. */
  search: string;
  /** The reader's own day, where they work on cases. */
  care: MyDay | null;
};

/** The desk: one case after the other in one place. The address follows; no document is loaded between two cases. */
export function CaseDesk({ first, may, search, care }: Props) {
  const t = useTranslations("case.desk");
  const messageOf = useFailureMessage();
  const caseId = useCaseId();
  const query = useCase(caseId, first);
  useMoved(caseId);
  const view = query.data;
  const { decide, aside, done, movedOn, onUndone, onNotUndone, back } = useDesk({ caseId, view, may, search });
  const headingRef = useHeadingOf(caseId);
  const underWay = useUnderWay();
  const isHeld = useIsHeld();
  const failure = useUndecided().find((one) => one.caseId === caseId)?.failure ?? null;
  const undo = <UndoPart onUndone={onUndone} onFailed={onNotUndone} />;
  const filter = filterOf(new URLSearchParams(search));
  const queue = `/queue${questionMark(searchOf(filter))}`;
  const toQueue = (
    <LinkButton via={Link} href={queue}>
      {t("toQueue")}
    </LinkButton>
  );
  return (
    <div className="flex min-h-[calc(100dvh-3rem)] flex-col xl:h-[calc(100dvh-3rem)]">
      {done === caseId ? (
        <>
          <EmptyState title={t("done")} actions={toQueue}>
            {t("doneNext")}
          </EmptyState>
          <div className="mx-auto w-full max-w-2xl px-4">
            <NothingGiven filter={filter} />
          </div>
          <div className="mt-auto grid gap-2 border-t border-line bg-surface px-4 py-2 md:px-6">
            <NotDecided onBack={back} />
            {undo}
          </div>
        </>
      ) : view ? (
        <CareGate key={caseId} view={view} first={care} toQueue={queue} mayClaim={may.claim}>
          <OpenCase
            view={view}
            may={may}
            headingRef={headingRef}
            undo={undo}
            movedOn={movedOn}
            onBack={back}
            sending={{
              send: decide,
              isSending: underWay.some((each) => each.caseId === caseId),
              held: isHeld ? underWay.length : 0,
              failure,
            }}
            aside={{
              move: (answer) => aside.setAside({ caseId, version: view.case.version, answer }),
              isBusy: aside.isBusy,
              failure: aside.failure,
            }}
          />
        </CareGate>
      ) : query.error ? (
        <div className="p-6">
          <ErrorState
            title={query.error instanceof RequestFailed ? messageOf(query.error.failure) : t("failed")}
            actions={
              <>
                <Button onClick={() => void query.refetch()}>{t("again")}</Button>
                {toQueue}
              </>
            }
          />
        </div>
      ) : (
        <CaseSkeleton />
      )}
    </div>
  );
}

/** Another case begins at its top, with its heading for who listens. */
function useHeadingOf(caseId: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shownBefore = useRef(caseId);
  useEffect(() => {
    if (shownBefore.current === caseId) return;
    shownBefore.current = caseId;
    window.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  });
  return heading;
}

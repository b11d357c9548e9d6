"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import { freshDraft } from "../decisions/draft.rules";
import { readDraft } from "../decisions/kept-drafts";
import { caseKey } from "../decisions/one-case";
import { UndoPart } from "../decisions/undo-footer";
import { useDecide } from "../decisions/use-decide";
import { filterOf, questionMark, searchOf } from "../queue/filters.rules";
import { takeNext } from "../queue/use-take-next";
import { postJson, RequestFailed } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { LinkButton } from "../ui/link-button";
import { CaseSkeleton } from "./case-skeleton";
import { OpenCase } from "./open-case";
import { goToCase, useCase, useCaseId } from "./use-case";
import type { May } from "./use-case-work";
import { useSetAside } from "./use-set-aside";

type Props = { first: CaseView; may: May /** The queue's filter as it came with the document. */; search: string };

/** The desk: one case after the other in one place. The address follows; no document is loaded between two cases. */
export function CaseDesk({ first, may, search }: Props) {
  const t = useTranslations("case.desk");
  const router = useRouter();
  const cache = useQueryClient();
  const messageOf = useFailureMessage();
  const caseId = useCaseId();
  const query = useCase(caseId, first);
  const [done, setDone] = useState<string | null>(null);
  const headingRef = useRef<HTMLHeadingElement>(null);
  const shownBefore = useRef(caseId);
  /** On the way to the queue: an address written meanwhile would stand over another page. */
  const isLeaving = useRef<boolean>(false);
  useEffect(() => {
    if (shownBefore.current === caseId) return;
    shownBefore.current = caseId;
    window.scrollTo({ top: 0 });
    headingRef.current?.focus({ preventScroll: true });
  });

  const goOn = (from: string, next: CaseView | null) => {
    // Somebody who went elsewhere in the meantime stays there.
    if (caseIdNow() !== from) return;
    if (!next) return setDone(from);
    cache.setQueryData(caseKey(next.case.id), next);
    goToCase(next.case.id, search);
  };
  const deciding = useDecide(search, ({ decided, next }) => goOn(decided.caseId, next));
  const aside = useSetAside(({ caseId: moved, answer }) => {
    if (answer.kind === "release") {
      isLeaving.current = true;
      return router.push(`/queue${questionMark(search)}`);
    }
    takeNext(filterOf(new URLSearchParams(search))).then(
      (next) => goOn(moved, next),
      () => goOn(moved, null),
    );
  });
  const { forget } = deciding;
  const forgetAside = aside.forget;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refusal on one case says nothing on the next
  useEffect(() => {
    setDone(null);
    return () => {
      forget();
      forgetAside();
    };
  }, [caseId]);

  const undo = (
    <UndoPart
      onUndone={(decided) => {
        setDone(null);
        if (isLeaving.current || caseIdNow() === undefined) return router.push(`/cases/${decided.caseId}`);
        if (decided.caseId === caseId) return;
        // The case that came after it was not asked for: it goes back to the others, unless something was done on it.
        const inHand = query.data;
        if (inHand?.case.claimedBy?.isMe && readDraft(caseId, freshDraft(inHand)) === null)
          void postJson(`/api/cases/${caseId}/release`);
        goToCase(decided.caseId, search);
      }}
    />
  );
  const queueAddress = `/queue${questionMark(searchOf(filterOf(new URLSearchParams(search))))}`;
  const view = query.data;
  return (
    <div className="flex min-h-[calc(100dvh-3rem)] flex-col xl:h-[calc(100dvh-3rem)]">
      {done === caseId ? (
        <>
          <EmptyState
            title={t("done")}
            actions={
              <LinkButton via={Link} href={queueAddress}>
                {t("toQueue")}
              </LinkButton>
            }
          >
            {t("doneNext")}
          </EmptyState>
          <div className="mt-auto border-t border-line bg-surface px-4 py-2 md:px-6">{undo}</div>
        </>
      ) : view ? (
        <OpenCase
          key={caseId}
          view={view}
          may={may}
          headingRef={headingRef}
          undo={undo}
          sending={{
            send: deciding.decide,
            isSending: deciding.isDeciding,
            isHeld: deciding.isHeld,
            failure: deciding.failure,
          }}
          aside={{
            move: (answer) => aside.setAside({ caseId, version: view.case.version, answer }),
            isBusy: aside.isBusy,
            failure: aside.failure,
          }}
        />
      ) : query.error ? (
        <div className="p-6">
          <ErrorState
            title={query.error instanceof RequestFailed ? messageOf(query.error.failure) : t("failed")}
            actions={
              <>
                <Button onClick={() => void query.refetch()}>{t("again")}</Button>
                <LinkButton via={Link} href={queueAddress}>
                  {t("toQueue")}
                </LinkButton>
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

/** Where the person is when an answer arrives, which may not be where they were when it was asked. */
function caseIdNow(): string | undefined {
  return /^\/cases\/([^/?]+)/.exec(window.location.pathname)?.[1];
}

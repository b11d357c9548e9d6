"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import type { MyDay } from "@/lib/wellbeing/contract";
import { useKeys } from "../shell/keys";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { tellOpened } from "./tell-opened";
import { careKey, useCare } from "./use-care";
import { useHarmNames } from "./use-harm-names";

type Props = { view: CaseView; first: MyDay | null; toQueue: string; mayClaim: boolean; children: ReactNode };

/**
 * Stands before a case of a class that its reader is not given now: one calm question in place. What routing gave them,
 * or they opened before in this shift, is not asked about; mount anew (`key`) for another case. What is shown is counted for them, held or only looked at.
 */
export function CareGate({ view, first, toQueue, mayClaim, children }: Props) {
  const care = useCare(first);
  const cache = useQueryClient();
  const { id, harms, claimedBy } = view.case;
  const [wanted, setWanted] = useState<string | null>(null);
  const isMine = claimedBy?.isMe === true;
  const wasOpened = care?.openedCaseIds.includes(id) ?? false;
  const kept = care?.notGiven.filter((harm) => harms.includes(harm)) ?? [];
  const isAsked = mayClaim && kept.length > 0 && !isMine && !wasOpened && wanted !== id;
  const told = useRef<string | null>(null);
  const tell = (anyway: boolean) =>
    tellOpened({ caseId: id, anyway }).then((isCounted) => {
      // Refused: asked again when the case is next drawn, and not held for counted.
      if (!isCounted) told.current = null;
      void cache.invalidateQueries({ queryKey: careKey });
    });
  const isLookedAt = mayClaim && !isAsked && !isMine && !wasOpened && harms.length > 0 && wanted !== id;
  useEffect(() => {
    if (!isLookedAt || told.current === id) return;
    told.current = id;
    void tell(false);
  });
  // The case in hand counted when it was taken: the numbers are read again with each case.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a case
  useEffect(() => void (mayClaim && cache.invalidateQueries({ queryKey: careKey })), [id]);
  // What is on the screen stays there: a class that fills up while its last case is being taken must not swallow a key.
  const [isShown, setShown] = useState(!isAsked);
  if (!isAsked && !isShown) setShown(true);
  if (isShown || !isAsked || !care) return children;
  const isOptedOut = care.classes.some((each) => each.isOptedOut && kept.includes(each.harm));
  const open = () => {
    setWanted(id);
    void tell(true);
  };
  return (
    <Question reference={view.case.reference} kept={kept} isOptedOut={isOptedOut} toQueue={toQueue} onOpen={open} />
  );
}

type Asked = { reference: string; kept: MyDay["notGiven"]; isOptedOut: boolean; toQueue: string; onOpen: () => void };

function Question({ reference, kept, isOptedOut, toQueue, onOpen }: Asked) {
  const t = useTranslations("care.gate");
  const names = useHarmNames();
  const router = useRouter();
  const back = () => router.push(toQueue);
  useKeys([
    { keys: "o", label: t("open"), run: onOpen },
    { keys: "escape", label: t("back"), run: back },
  ]);
  return (
    <>
      <h1 className="sr-only">{reference}</h1>
      <EmptyState
        title={t("title", { classes: names(kept) })}
        actions={
          <>
            <Button look="primary" keycap="Esc" shortcut="Escape" onClick={back}>
              {t("back")}
            </Button>
            <Button keycap="O" onClick={onOpen}>
              {t("open")}
            </Button>
          </>
        }
      >
        {t("text", { why: t(isOptedOut ? "optedOut" : "spent") })}
      </EmptyState>
    </>
  );
}

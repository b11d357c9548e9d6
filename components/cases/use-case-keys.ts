"use client";

import { useTranslations } from "next-intl";
import { type KeyBinding, useKeys } from "../shell/keys";

export type CaseActions = {
  acceptClause: () => void;
  acceptRow: () => void;
  decide: () => void;
  none: () => void;
  escalate: () => void;
  wait: () => void;
  refer: () => void;
  hold: () => void;
  ask: () => void;
  hand: () => void;
  release: () => void;
  /** Esc: closes what is open, else puts the case back. */
  stepBack: () => void;
  take: () => void;
  bind: () => void;
  /** To the words under review, to select in them. */
  toText: () => void;
  noException: () => void;
  search: () => void;
  nextReason: () => void;
  choose: (position: number) => void;
};

export type CasePowers = { mayDecide: boolean; mayTake: boolean; suggestions: number };

/** Every key of the case screen; the list behind `?` is made of this. */
export function useCaseKeys(run: CaseActions, { mayDecide, mayTake, suggestions }: CasePowers): void {
  const t = useTranslations("case.keys");
  const selection = useTranslations("surface.selection");
  const handing = useTranslations("handing.keys");
  const acting: [string, string, () => void][] = [
    ["a", "acceptClause", run.acceptClause],
    ["s", "acceptRow", run.acceptRow],
    ["enter", "decide", run.decide],
    ["n", "none", run.none],
    ["e", "escalate", run.escalate],
    ["w", "wait", run.wait],
    ["f", "refer", run.refer],
    ["u", "release", run.release],
    ["b", "bind", run.bind],
    ["x", "noException", run.noException],
    ["/", "search", run.search],
    ["o", "nextReason", run.nextReason],
  ];
  const bindings: KeyBinding[] = [
    ...acting.map(([keys, words, act]) => ({ keys, label: t(words), run: act, isOn: mayDecide })),
    ...Array.from({ length: Math.min(5, suggestions) }, (_, position) => ({
      keys: String(position + 1),
      label: t("choose", { position: position + 1 }),
      run: () => run.choose(position),
      isOn: mayDecide,
    })),
    { keys: "v", label: selection("focus"), run: run.toText, isOn: mayDecide },
    { keys: "h", label: handing("hold"), run: run.hold, isOn: mayDecide },
    { keys: "q", label: handing("ask"), run: run.ask, isOn: mayDecide },
    { keys: "d", label: handing("hand"), run: run.hand, isOn: mayDecide },
    { keys: "mod+enter", label: t("decideTyping"), run: run.decide, isOn: mayDecide },
    { keys: "c", label: t("take"), run: run.take, isOn: mayTake },
    { keys: "escape", label: t("stepBack"), run: run.stepBack },
  ];
  useKeys(bindings);
}

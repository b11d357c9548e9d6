import { useTranslations } from "next-intl";
import type { Localised } from "@/lib/appeals/contract";
import { useWords } from "../ui/localised";

export type Effect = {
  kind: string;
  label: Localised | null;
  points: number | null;
  case?: { reference: string } | null;
  /** Reference of the case that keeps the same measure. */
  heldBy?: string | null;
  neverBegan?: boolean;
  /** How far it has come, in the ledger; absent for an answer that is not given yet. */
  state?: string;
};

/** One effect of an answer as a sentence that is true as things stand; a kind we have no words for is shown as it is. */
export function useEffectWords(): (effect: Effect) => string {
  const t = useTranslations("appeal.effects");
  const words = useWords();
  return ({ kind, label, points, case: about, heldBy, neverBegan, state }) => {
    const key = sentenceKey({ kind, isHeld: Boolean(heldBy && label), neverBegan: neverBegan === true, state });
    const known = t.has(key) ? key : kind;
    if (!t.has(known)) return kind.replaceAll("_", " ");
    const where = heldBy && known === "lifted_yet_held" ? heldBy : (about?.reference ?? "");
    return t(known, { label: label ? words(label) : "", points: points ?? 0, case: where });
  };
}

/** Which sentence tells it: what never began was not lifted, and what is over is told as over. */
export function sentenceKey(effect: {
  kind: string;
  isHeld: boolean;
  neverBegan: boolean;
  state: string | undefined;
}): string {
  if (effect.kind === "lift_sanction" && effect.neverBegan) return "never_began";
  if (effect.isHeld) return "lifted_yet_held";
  return effect.state === undefined || effect.state === "waiting" ? effect.kind : `${effect.kind}_${effect.state}`;
}

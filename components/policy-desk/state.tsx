import { useTranslations } from "next-intl";
import type { DraftState } from "@/lib/policy/drafts/contract";
import { Status } from "../ui/status";

const tones = { draft: "neutral", in_review: "caution", withdrawn: "neutral", published: "good" } as const;

/** Where a draft stands, in a word with its shape. */
export function DraftStateMark({ state }: { state: DraftState }) {
  const t = useTranslations("policyDesk.states");
  return <Status tone={tones[state]}>{t(state)}</Status>;
}

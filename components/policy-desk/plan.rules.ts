import type { DraftView } from "@/lib/policy/drafts/view.contract";

export const noticeLanguages = ["en", "zh-Hans"] as const;

export type PlanChange = {
  label?: string;
  effectiveFrom?: string;
  announced?: string | null;
  notice?: Record<string, string>;
};
type Planned = Pick<DraftView, "label" | "effectiveFrom" | "announced" | "notice">;

/** What of a plan's form differs from the draft that it was begun on: only that is sent, so that the rest stays others'. */
export function planChange(draft: Planned, given: Readonly<Record<string, unknown>>): PlanChange {
  const said = (field: string, before: string) => {
    const now = String(given[field] ?? "").trim();
    return now === before ? undefined : now;
  };
  const [label, effectiveFrom] = [said("label", draft.label), said("effectiveFrom", draft.effectiveFrom ?? "")];
  const announced = said("announced", draft.announced ?? "");
  const notice = noticeLanguages.flatMap((one) => {
    const now = said(`notice-${one}`, draft.notice[one] ?? "");
    return now === undefined ? [] : [[one, now] as const];
  });
  return {
    ...(label === undefined ? {} : { label }),
    ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
    ...(announced === undefined ? {} : { announced: announced || null }),
    ...(notice.length === 0 ? {} : { notice: Object.fromEntries(notice) }),
  };
}

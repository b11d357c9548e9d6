import { useTranslations } from "next-intl";
import { daysBetween } from "@/lib/platform/time.rules";
import type { DraftView } from "@/lib/policy/drafts/view.contract";
import { useDay } from "../policy/names";
import { noticeLanguages } from "./plan.rules";

/** The days and the notice as they would be published: whoever signs reads them, every language. */
export function PlanShown({ draft }: { draft: Pick<DraftView, "effectiveFrom" | "announced" | "notice"> }) {
  const t = useTranslations("policyDesk.plan");
  const facts = useTranslations("policyDesk.facts");
  const day = useDay();
  const { effectiveFrom, announced } = draft;
  const texts = Object.entries(draft.notice);
  const named = (language: string) => noticeLanguages.find((one) => one === language);
  return (
    <dl className="grid gap-3">
      <div>
        <dt className="text-ink-soft">{t("from")}</dt>
        <dd>{effectiveFrom ? day(effectiveFrom) : facts("noDay")}</dd>
      </div>
      <div>
        <dt className="text-ink-soft">{t("announced")}</dt>
        <dd>{announced ? day(announced) : facts("noDay")}</dd>
      </div>
      {effectiveFrom && announced ? (
        <div>
          <dt className="text-ink-soft">{t("between")}</dt>
          <dd>{t("betweenDays", { days: daysBetween(announced, effectiveFrom) })}</dd>
        </div>
      ) : null}
      {texts.length === 0 ? (
        <div>
          <dt className="text-ink-soft">{t("title")}</dt>
          <dd>{t("noNotice")}</dd>
        </div>
      ) : null}
      {texts.map(([language, words]) => {
        const known = named(language);
        return (
          <div key={language}>
            <dt className="text-ink-soft">{known ? t(`notice.${known}`) : t("noticeIn", { language })}</dt>
            <dd lang={language} dir="auto" className="break-words whitespace-pre-wrap">
              {words}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

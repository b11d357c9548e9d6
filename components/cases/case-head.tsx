import { useTranslations } from "next-intl";
import type { Ref } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import { LighterLine } from "../care/lighter-line";
import { useNames } from "../queue/nameable";
import { WhyFirst } from "../queue/why-first";
import { LiveTime } from "../ui/live-time";
import { Localised } from "../ui/localised";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import type { Tone } from "../ui/tone";
import { CaseWave } from "../waves/case-wave";

const severities: Record<string, Tone> = { critical: "danger", high: "caution", medium: "neutral", low: "neutral" };

/** Which case this is, when it is due, and why it came now; the heading takes the focus when a case arrives. */
export function CaseHead({ view, headingRef }: { view: CaseView; headingRef: Ref<HTMLHeadingElement> }) {
  const t = useTranslations("case.head");
  const name = useNames();
  const { case: row, platform } = view;
  const isLate = row.state !== "decided" && Date.parse(row.dueAt) < Date.now();
  return (
    // As tall as with the button to a wave, which comes later: nothing below it moves.
    <header className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-surface px-4 py-2 md:px-6">
      <h1 ref={headingRef} tabIndex={-1} className="text-14 font-semibold outline-none">
        <span className="sr-only">{t("case")} </span>
        <Reference>{row.reference}</Reference> <span className="text-ink-soft">·</span>{" "}
        <Localised value={platform.name} />
      </h1>
      <Status tone={row.state === "escalated" ? "caution" : "neutral"} look="plain">
        {name("state", row.state)}
      </Status>
      {row.severity ? (
        <Status tone={severities[row.severity] ?? "neutral"} look="plain">
          {name("severity", row.severity)}
        </Status>
      ) : null}
      <span className="text-13 text-ink-soft">
        {t("opened")} <LiveTime value={row.openedAt} />
      </span>
      {row.state === "decided" ? null : (
        <span
          suppressHydrationWarning
          className={isLate ? "text-13 font-medium text-danger-ink" : "text-13 text-ink-soft"}
        >
          {t(isLate ? "overdue" : "due")} <LiveTime value={row.dueAt} />
        </span>
      )}
      {row.state === "decided" ? null : <CaseWave caseId={row.id} />}
      {/* One line where there is room for one, however many the reasons: the columns of two cases begin at one height. */}
      <span className="flex min-w-0 gap-x-1 text-13 text-ink-soft max-sm:w-full max-sm:flex-wrap sm:flex-1 sm:basis-60 sm:justify-end">
        <LighterLine caseId={row.id} />
        <WhyFirst reasons={row.rankWhy} rank={row.rank} className="sm:line-clamp-1 sm:break-all" />
      </span>
    </header>
  );
}

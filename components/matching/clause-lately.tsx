import { useTranslations } from "next-intl";
import type { ClauseSuggestions, LatelyCase } from "@/lib/quality/clause-suggestions.contract";
import { NotShown } from "../care/not-shown";
import { SafeText } from "../cases/safe-text";
import { QuietLink } from "../policy/quiet-link";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";

const fates = ["missed", "wrong", "caught"] as const;

/** What the suggestions made of a clause lately, what went wrong first, each case a link. */
export function ClauseLately({ lately, health }: Pick<ClauseSuggestions, "lately" | "health">) {
  const t = useTranslations("suggestions.lately");
  const counts = { missed: health.missed, wrong: health.wrong, caught: health.listed };
  return (
    <div className="grid gap-5 py-3 lg:grid-cols-3">
      {fates.map((fate) => (
        <section key={fate} aria-label={t(fate)} className="grid content-start gap-1.5">
          <h3 className="font-semibold">
            {t(fate)} <span className="font-normal text-ink-soft">{t("count", { count: counts[fate] })}</span>
          </h3>
          {lately ? <Cases cases={lately[fate]} /> : null}
        </section>
      ))}
    </div>
  );
}

function Cases({ cases }: { cases: readonly LatelyCase[] }) {
  const t = useTranslations("suggestions.lately");
  if (cases.length === 0) return <p className="text-13 text-ink-soft">{t("none")}</p>;
  return (
    <ul className="grid gap-1.5 text-13">
      {cases.map(({ caseId, reference, decidedAt, excerpt, notShown }) => (
        <li key={caseId}>
          <TextLink href={`/cases/${caseId}`} via={QuietLink}>
            {reference}
          </TextLink>{" "}
          <Time value={decidedAt} show="day" className="text-ink-soft" />
          <span dir="auto" className="line-clamp-2 text-12 [overflow-wrap:anywhere] text-ink-soft">
            {notShown.length > 0 ? <NotShown classes={notShown} /> : <SafeText text={excerpt} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

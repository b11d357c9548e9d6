import { useTranslations } from "next-intl";
import { verdicts } from "@/lib/policy/try-out/contract";
import type { TryOutView } from "@/lib/quality/try-out.contract";
import { Nameable } from "../../queue/nameable";
import { EmptyState } from "../../ui/empty-state";
import { Localised } from "../../ui/localised";
import { Stat } from "../../ui/stat";
import { TextLink } from "../../ui/text-link";
import { tryOutHref } from "../addresses.rules";
import { QuietLink } from "../quiet-link";
import { TotalsTable } from "./totals-table";

/** Who would get more, less, the same or nothing: in all, then by clause, role and language. */
export function RunTotals({ view }: { view: TryOutView }) {
  const t = useTranslations("policyTryOut");
  const { totals, platformId, id, titles } = view;
  const hrefOf = (asked: Record<string, string | undefined>) => `${tryOutHref(platformId, id, asked)}#cases`;
  if (totals.all.all === 0) {
    // One that was stopped may have come to none of those that there are.
    return view.state === "done" ? <EmptyState title={t("none")}>{t("noneText")}</EmptyState> : null;
  }
  return (
    <>
      <dl className="flex flex-wrap gap-x-8 gap-y-4">
        {verdicts.map((verdict) => (
          <Stat
            key={verdict}
            label={t(`verdicts.${verdict}`)}
            value={
              totals.all[verdict] === 0 ? (
                0
              ) : (
                <TextLink href={hrefOf({ verdict })} via={QuietLink} isPlain>
                  {totals.all[verdict]}
                </TextLink>
              )
            }
          />
        ))}
        <Stat label={t("verdicts.all")} value={totals.all.all} />
      </dl>
      <TotalsTable
        grouping="clause"
        groups={totals.clause}
        nameOf={(ref) => (
          <>
            {ref} {titles[ref] ? <Localised value={titles[ref]} className="text-ink-soft" /> : null}
          </>
        )}
        hrefOf={(clause, verdict) => hrefOf({ clause, verdict })}
      />
      {(["role", "language"] as const).map((grouping) => (
        <TotalsTable
          key={grouping}
          grouping={grouping}
          groups={totals[grouping]}
          nameOf={(code) => <Nameable group={grouping} code={code} />}
          hrefOf={(code, verdict) => hrefOf({ [grouping]: code, verdict })}
        />
      ))}
    </>
  );
}

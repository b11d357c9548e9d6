import { useTranslations } from "next-intl";
import type { BesideTable } from "@/lib/policy/library.contract";
import { Actions } from "./actions";
import { Counters } from "./counters";
import { useListed } from "./names";
import { SanctionSet } from "./sanctions";

/**
 * Every measure of a document that its penalty table does not show, with what it covers: nothing acts that is not read here.
 */
export function BesideTablePart({ beside, isBoth }: { beside: BesideTable; isBoth: boolean }) {
  const t = useTranslations("library.sanctions");
  const say = useTranslations("policy");
  const listed = useListed();
  return (
    <section aria-label={t("beside")} className="grid max-w-[72ch] grid-cols-[minmax(0,1fr)] gap-4 py-4">
      <h3 className="font-semibold">{t("beside")}</h3>
      {beside.sets.map((set) => (
        <SanctionSet key={set.id} set={set} isBoth={isBoth} heading="h4">
          <p className="text-ink-soft">
            {set.clauses.length > 0 ? t("coversClauses", { refs: listed(set.clauses) }) : t("coversAll")}
          </p>
        </SanctionSet>
      ))}
      <Counters counters={beside.counters} />
      {beside.others.length > 0 ? (
        <section className="grid gap-1 text-13">
          <h4 className="font-medium">{t("inNoList")}</h4>
          <p className="text-ink-soft">{t("inNoListText")}</p>
          <Actions actions={beside.others} isBoth={isBoth} />
        </section>
      ) : null}
      {beside.arePointsIdle ? <p className="text-13 text-ink-soft">{say("why.pointsDoNothing")}</p> : null}
    </section>
  );
}

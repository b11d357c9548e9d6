import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { PenaltyGrid, ShownSanctions, ShownSet } from "@/lib/policy/library.contract";
import { Localised, useWords } from "../ui/localised";
import { Reference } from "../ui/reference";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Actions } from "./actions";
import { Counters } from "./counters";
import { useCountries, useListed, usePolicyNames } from "./names";
import { PenaltyCell, StepDefinitions, useStepName } from "./penalty-table";

type Props = {
  sanctions: ShownSanctions;
  /** The clause's kind where it can ground no sanction. */
  kind: string | null;
  isBoth: boolean;
};

/** What may follow a violation of the clause: its rows of the table, or the document's lists with their conditions. */
export function Sanctions({ sanctions, kind, isBoth }: Props) {
  const t = useTranslations("library.sanctions");
  const say = useTranslations("policy");
  const name = usePolicyNames();
  const { grid, sets, arePointsIdle } = sanctions;
  if (kind !== null) return <p className="text-13">{t("none", { kind: name("kind", kind) })}</p>;
  if (!grid && sets.length === 0) return <p className="text-13">{say("why.nothingOffered")}</p>;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {grid ? <ClauseRows grid={grid} isBoth={isBoth} /> : null}
      {sets.map((set) => (
        <SanctionSet key={set.id} set={set} isBoth={isBoth} />
      ))}
      {arePointsIdle ? <p className="text-13 text-ink-soft">{say("why.pointsDoNothing")}</p> : null}
    </div>
  );
}

/** The clause's own rows: steps down, roles across. */
function ClauseRows({ grid, isBoth }: { grid: PenaltyGrid; isBoth: boolean }) {
  const t = useTranslations("library.sanctions");
  const name = usePolicyNames();
  const stepName = useStepName();
  const words = useWords();
  const listed = useListed();
  return (
    <>
      {grid.groups.map((group) => {
        const rows = listed(group.rows.map((row) => `${row.item} ${words(row.title)}`));
        return (
          <Table
            key={group.rows[0]?.item}
            caption={t("rows", { rows })}
            isCaptionShown
            className="border-y border-line text-13 [&_caption]:text-13 [&_caption]:font-medium"
          >
            <TableHead>
              <TableRow>
                <HeaderCell className="pl-0">{t("step")}</HeaderCell>
                {grid.roles.map((role) => (
                  <HeaderCell key={role}>{name("role", role)}</HeaderCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {grid.steps.map((step) => (
                <TableRow key={step.id}>
                  <HeaderCell scope="row" className="w-40 pl-0 align-top text-12 font-medium text-ink-soft">
                    {stepName(step)}
                  </HeaderCell>
                  {grid.roles.map((role) => (
                    <Cell key={role} className="align-top">
                      <PenaltyCell actions={group.cells[role]?.[step.id] ?? null} isBoth={isBoth} />
                    </Cell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        );
      })}
      <StepDefinitions steps={grid.steps} />
      <Counters counters={grid.counters} />
    </>
  );
}

type SetProps = {
  set: ShownSet;
  isBoth: boolean;
  /** One below the heading that it stands under. */
  heading?: "h4" | "h5";
  children?: ReactNode;
};

export function SanctionSet({ set, isBoth, heading: Heading = "h5", children }: SetProps) {
  const t = useTranslations("library.sanctions");
  const name = usePolicyNames();
  const listed = useListed();
  const countries = useCountries();
  const findings = set.needsOneOf.map((finding) => name("finding", finding));
  const conditions = [
    ...(findings.length > 0 ? [t("onlyIf", { findings: listed(findings, "disjunction") })] : []),
    ...(set.priorsRepeat ? [t("priorsRepeat")] : []),
    ...(set.roles.length > 0 ? [t("onlyRoles", { roles: listed(set.roles.map((role) => name("role", role))) })] : []),
    ...(set.jurisdictions.length > 0 ? [t("onlyIn", { countries: countries(set.jurisdictions) })] : []),
    ...(set.isExclusive ? [t("exclusive")] : []),
  ];
  return (
    <section className="grid gap-1 text-13">
      <Heading className="font-medium">
        {t(`modes.${set.mode}`)}
        {set.ref ? (
          <Reference className="ml-1.5 font-normal whitespace-normal text-ink-soft">{set.ref}</Reference>
        ) : null}
      </Heading>
      <p className="text-ink-soft">
        <Localised value={set.trigger} />
      </p>
      {children}
      {conditions.map((condition) => (
        <p key={condition} className="font-medium text-caution-ink first-letter:uppercase">
          {condition}
        </p>
      ))}
      <div className="mt-1">
        <Actions actions={set.actions} isBoth={isBoth} />
      </div>
      {set.legalBasis ? (
        <p className="text-12 text-ink-soft">
          {t("legalBasis")} <Localised value={set.legalBasis} />
        </p>
      ) : null}
    </section>
  );
}

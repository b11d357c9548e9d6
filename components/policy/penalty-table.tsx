import { useLocale, useTranslations } from "next-intl";
import { Fragment } from "react";
import type { GridGroup, PenaltyGrid, ShownStep } from "@/lib/policy/library.contract";
import { Localised } from "../ui/localised";
import { Reference } from "../ui/reference";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Actions } from "./actions";
import { clauseHref, type Kept } from "./addresses.rules";
import { Counters } from "./counters";
import { usePolicyNames } from "./names";
import { QuietLink } from "./quiet-link";

type Props = { grid: PenaltyGrid; platform: string; version: string; kept: Kept };

/** The document's own words where we hold them in the reader's language; else what opens the step. */
export function useStepName(): (step: ShownStep) => string {
  const t = useTranslations("library.sanctions.steps");
  const name = usePolicyNames();
  const locale = useLocale();
  return (step) => {
    if (locale === "en") return step.label;
    if (step.kind === "count") return t("count", { threshold: step.threshold ?? 0 });
    return step.kind === "finding" && step.finding ? name("finding", step.finding) : t("ordinary");
  };
}

/** The whole table as the document prints it: rows by role and step, cells that rows share drawn once. */
export function PenaltyTable({ grid, platform, version, kept }: Props) {
  const t = useTranslations("library.sanctions");
  const name = usePolicyNames();
  const stepName = useStepName();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 py-4">
      <h3 className="font-semibold">{t("table")}</h3>
      <Table caption={t("table")} className="min-w-[60rem] border border-line bg-surface text-13">
        <TableHead>
          <TableRow>
            <HeaderCell rowSpan={2} className="w-52 border-r border-line align-bottom">
              {t("rowHead")}
            </HeaderCell>
            {grid.roles.map((role) => (
              <HeaderCell
                key={role}
                scope="colgroup"
                colSpan={grid.steps.length}
                className="border-r border-line text-13 font-semibold text-ink last:border-r-0"
              >
                {name("role", role)}
              </HeaderCell>
            ))}
          </TableRow>
          <TableRow>
            {grid.roles.map((role) => (
              <Fragment key={role}>
                {grid.steps.map((step) => (
                  <HeaderCell key={step.id} className="border-r border-line whitespace-normal last:border-r-0">
                    {stepName(step)}
                  </HeaderCell>
                ))}
              </Fragment>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {grid.groups.map((group) => (
            <GroupRows
              key={group.rows[0]?.item}
              group={group}
              grid={grid}
              hrefOf={(ref) => clauseHref(platform, { version, ref }, kept)}
              isBoth={kept.isBoth ?? false}
            />
          ))}
        </TableBody>
      </Table>
      <StepDefinitions steps={grid.steps} />
      <Counters counters={grid.counters} />
    </div>
  );
}

type GroupProps = { group: GridGroup; grid: PenaltyGrid; hrefOf: (ref: string) => string; isBoth: boolean };

function GroupRows({ group, grid, hrefOf, isBoth }: GroupProps) {
  const t = useTranslations("library.sanctions");
  const rowName = (item: number) => t("rowNumber", { item });
  return group.rows.map((row, index) => (
    <TableRow key={row.item}>
      <HeaderCell scope="row" className="border-r border-line align-top text-13 font-normal">
        <TextLink href={hrefOf(row.ref)} via={QuietLink} isPlain>
          <span className="block text-12 text-ink-soft">{rowName(row.item)}</span>
          <Reference className="whitespace-normal">{row.ref}</Reference> <Localised value={row.title} />
        </TextLink>
      </HeaderCell>
      {index === 0
        ? grid.roles.flatMap((role) =>
            grid.steps.map((step) => (
              <Cell
                key={`${role} ${step.id}`}
                rowSpan={group.rows.length}
                className="border-r border-line py-2 align-top last:border-r-0"
              >
                <PenaltyCell actions={group.cells[role]?.[step.id] ?? null} isBoth={isBoth} />
              </Cell>
            )),
          )
        : null}
    </TableRow>
  ));
}

/** What follows at one step; a step that the row does not have is said in words, not left empty. */
export function PenaltyCell({
  actions,
  isBoth,
}: {
  actions: Parameters<typeof Actions>[0]["actions"] | null;
  isBoth: boolean;
}) {
  const t = useTranslations("library.sanctions");
  if (actions) return <Actions actions={actions} isBoth={isBoth} areRolesShown={false} />;
  return (
    <span className="text-ink-soft">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{t("noStep")}</span>
    </span>
  );
}

/** When a step that a finding opens is there, and what it asks for. */
export function StepDefinitions({ steps }: { steps: readonly ShownStep[] }) {
  const t = useTranslations("library.sanctions");
  const stepName = useStepName();
  return steps
    .filter((step) => step.definition)
    .map((step) => (
      <p key={step.id} className="max-w-[72ch] text-13">
        <span className="font-medium">{stepName(step)}:</span>{" "}
        {step.definition ? <Localised value={step.definition} /> : null}{" "}
        {step.needsEvidence ? <span className="text-ink-soft">{t("needsEvidence")}</span> : null}
      </p>
    ));
}

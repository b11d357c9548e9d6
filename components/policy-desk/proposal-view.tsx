import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Proposal } from "@/lib/policy/drafts/view.contract";
import { useNamesIn } from "../policy/draft-names";
import { usePolicyNames } from "../policy/names";
import { Notice } from "../ui/notice";
import { Reference } from "../ui/reference";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { cn } from "../ui/text";
import { ExportedSanctions } from "./exported-sanctions";
import { ImportProblems } from "./import-problems";
import { ReadMeasures } from "./read-measures";
import { SourceLines } from "./source-lines";
import { Sure } from "./sure";

/** What a document would become, beside its lines: nothing of it is a rule before somebody has read it. */
export function ProposalView({ proposal, action }: { proposal: Proposal; action: ReactNode }) {
  const t = useTranslations("policyDesk.import");
  const { exported } = proposal;
  const left = proposal.lines.filter(({ use }) => use === "left").length;
  const counts = { clauses: proposal.clauses.length, rows: proposal.rows.length, left, lines: proposal.lines.length };
  return (
    <section aria-labelledby="proposal" className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="proposal" className="text-16 font-semibold">
          {t("proposal")}
        </h2>
        {action}
      </div>
      <p role="status" className="text-ink-soft">
        {t(exported ? "countsExported" : "counts", counts)}
      </p>
      {exported ? <Notice title={t("exported")}>{t("exportedText")}</Notice> : null}
      <ImportProblems problems={proposal.problems} />
      <div className={cn("grid gap-x-8 gap-y-6", !exported && "xl:grid-cols-2")}>
        <div className="grid min-w-0 content-start gap-6">
          {exported ? (
            <ExportedClauses file={exported} clauses={proposal.clauses} />
          ) : (
            <Clauses clauses={proposal.clauses} titleOf={({ title }) => title} isExported={false} />
          )}
          {exported ? <ExportedSanctions file={exported} /> : null}
          {!exported && proposal.rows.length > 0 ? <Rows rows={proposal.rows} /> : null}
          {proposal.measures.length > 0 ? <ReadMeasures measures={proposal.measures} /> : null}
        </div>
        {exported ? null : <SourceLines lines={proposal.lines} />}
      </div>
    </section>
  );
}

/** Its titles in the reader's language, which it has and a document has not. */
function ExportedClauses({ file, clauses }: Pick<Proposal, "clauses"> & { file: NonNullable<Proposal["exported"]> }) {
  const names = useNamesIn(file);
  return <Clauses clauses={clauses} titleOf={({ ref }) => names.clause(ref)} isExported />;
}

type ClausesProps = Pick<Proposal, "clauses"> & {
  titleOf: (clause: Proposal["clauses"][number]) => string;
  isExported: boolean;
};

function Clauses({ clauses, titleOf, isExported }: ClausesProps) {
  const t = useTranslations("policyDesk.import");
  const name = usePolicyNames();
  return (
    <Table caption={t("clauses")} isCaptionShown>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("ref")}</HeaderCell>
          <HeaderCell>{t("title")}</HeaderCell>
          <HeaderCell>{t("kind")}</HeaderCell>
          {isExported ? null : <HeaderCell>{t("lines")}</HeaderCell>}
          {isExported ? null : <HeaderCell>{t("sure")}</HeaderCell>}
        </TableRow>
      </TableHead>
      <TableBody>
        {clauses.map((clause) => (
          <TableRow key={clause.ref}>
            <Cell>
              <Reference className="whitespace-normal">{clause.ref}</Reference>
              {clause.parent ? (
                <span className="block text-12 text-ink-soft">{t("under", { ref: clause.parent })}</span>
              ) : null}
            </Cell>
            <Cell dir="auto">{titleOf(clause)}</Cell>
            <Cell>{name("kind", clause.kind)}</Cell>
            {isExported ? null : (
              <>
                <Cell>{clause.lines[0] === clause.lines[1] ? clause.lines[0] : clause.lines.join("–")}</Cell>
                <Cell>
                  <Sure confidence={clause.confidence} />
                </Cell>
              </>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Rows({ rows }: Pick<Proposal, "rows">) {
  const t = useTranslations("policyDesk.import");
  const stepName = useStepName();
  const name = usePolicyNames();
  return (
    <Table caption={t("rows")} isCaptionShown>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("ref")}</HeaderCell>
          <HeaderCell>{t("role")}</HeaderCell>
          <HeaderCell>{t("step")}</HeaderCell>
          <HeaderCell>{t("measures")}</HeaderCell>
          <HeaderCell>{t("sure")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={[row.ref, row.role, row.step, row.withinDays, row.lines[0]].join(" ")}>
            <Cell>
              <Reference className="whitespace-normal">{row.ref}</Reference>
            </Cell>
            <Cell>{name("role", row.role)}</Cell>
            <Cell>{stepName(row)}</Cell>
            <Cell dir="auto">{row.actions.join("; ")}</Cell>
            <Cell>
              <Sure confidence={row.confidence} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** A step in words, by what the importer found. */
function useStepName(): (row: Proposal["rows"][number]) => string {
  const t = useTranslations("policyDesk.import.steps");
  return ({ step, withinDays }) => {
    if (step === "base" || step === "repeat" || step === "severe") return t(step);
    if (!/^\d+$/.test(step)) return step;
    const count = Number(step);
    return withinDays === null ? t("count", { count }) : t("countWithin", { count, days: withinDays });
  };
}

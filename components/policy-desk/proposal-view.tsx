import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Proposal } from "@/lib/policy/drafts/view.contract";
import { usePolicyNames } from "../policy/names";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { ImportProblems } from "./import-problems";
import { SourceLines } from "./source-lines";

const percent = (confidence: number) => `${Math.round(confidence * 100)} %`;

/** What a document would become, beside its lines: nothing of it is a rule before somebody has read it. */
export function ProposalView({ proposal, action }: { proposal: Proposal; action: ReactNode }) {
  const t = useTranslations("policyDesk.import");
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
        {t("counts", counts)}
      </p>
      <ImportProblems problems={proposal.problems} />
      <div className="grid gap-x-8 gap-y-6 xl:grid-cols-2">
        <div className="grid min-w-0 content-start gap-6">
          <Clauses clauses={proposal.clauses} />
          {proposal.rows.length > 0 ? <Rows rows={proposal.rows} /> : null}
        </div>
        <SourceLines lines={proposal.lines} />
      </div>
    </section>
  );
}

function Clauses({ clauses }: Pick<Proposal, "clauses">) {
  const t = useTranslations("policyDesk.import");
  const name = usePolicyNames();
  return (
    <Table caption={t("clauses")} isCaptionShown>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("ref")}</HeaderCell>
          <HeaderCell>{t("title")}</HeaderCell>
          <HeaderCell>{t("kind")}</HeaderCell>
          <HeaderCell>{t("lines")}</HeaderCell>
          <HeaderCell>{t("sure")}</HeaderCell>
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
            <Cell dir="auto">{clause.title}</Cell>
            <Cell>{name("kind", clause.kind)}</Cell>
            <Cell>{clause.lines[0] === clause.lines[1] ? clause.lines[0] : clause.lines.join("–")}</Cell>
            <Cell>
              <Sure confidence={clause.confidence} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Sure({ confidence }: { confidence: number }) {
  return confidence < 0.6 ? (
    <Status tone="caution" look="plain">
      {percent(confidence)}
    </Status>
  ) : (
    percent(confidence)
  );
}

function Rows({ rows }: Pick<Proposal, "rows">) {
  const t = useTranslations("policyDesk.import");
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
          <TableRow key={[row.ref, row.role, row.step, row.lines[0]].join(" ")}>
            <Cell>
              <Reference className="whitespace-normal">{row.ref}</Reference>
            </Cell>
            <Cell>{name("role", row.role)}</Cell>
            <Cell>{row.step}</Cell>
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

import { useTranslations } from "next-intl";
import type { CellChange, CellChangeKind, CompareView, RowHead } from "@/lib/policy/compare/contract";
import { useWords } from "../../ui/localised";
import { Status } from "../../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../../ui/table";
import type { Tone } from "../../ui/tone";
import { useListed, usePolicyNames } from "../names";
import { PenaltyCell, useStepName } from "../penalty-table";

export const cellTones: Record<CellChangeKind, Tone> = {
  added: "good",
  removed: "neutral",
  stronger: "danger",
  milder: "information",
  other: "caution",
};

/** The penalty table cell by cell; rows whose cell changed alike stand together. */
export function CellChanges({
  cells,
  steps,
  isBoth,
}: {
  cells: readonly CellChange[];
  steps: CompareView["steps"];
  isBoth: boolean;
}) {
  const t = useTranslations("policyCompare");
  const name = usePolicyNames();
  const stepName = useStepName();
  const rowsOf = useRows();
  return (
    <Table isCards caption={t("cells.title")} className="text-13">
      <TableHead>
        <TableRow>
          {(["rows", "role", "step", "change", "before", "after"] as const).map((key) => (
            <HeaderCell key={key}>{t(`cells.${key}`)}</HeaderCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {cells.map(({ kind, role, step, rows, before, after }) => {
          const known = steps[step];
          return (
            <TableRow key={JSON.stringify([role, step, kind, rows[0]])} className="align-top">
              <HeaderCell scope="row" className="max-w-72 align-top font-normal">
                {rowsOf(rows)}
              </HeaderCell>
              <Cell label={t("cells.role")} className="align-top">
                {name("role", role)}
              </Cell>
              <Cell label={t("cells.step")} className="align-top">
                {known ? stepName(known) : step}
              </Cell>
              <Cell label={t("cells.change")} className="align-top">
                <Status tone={cellTones[kind]} look="plain">
                  {t(`changes.${kind}`)}
                </Status>
              </Cell>
              <Cell label={t("cells.before")} className="align-top" isWide>
                <PenaltyCell actions={before} isBoth={isBoth} />
              </Cell>
              <Cell label={t("cells.after")} className="align-top" isWide>
                <PenaltyCell actions={after} isBoth={isBoth} />
              </Cell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

function useRows(): (rows: CellChange["rows"]) => string {
  const words = useWords();
  const listed = useListed();
  const one = (head: RowHead) => `${head.item} ${words(head.title)}`;
  return (rows) =>
    listed(
      rows.flatMap(({ before, after }) => {
        const head = after ?? before;
        return head ? [one(head)] : [];
      }),
    );
}

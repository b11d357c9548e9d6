import { useTranslations } from "next-intl";
import type { Proposal } from "@/lib/policy/drafts/view.contract";
import type { SanctionSet } from "@/lib/policy/sanctions.contract";
import { useNamesIn } from "../policy/draft-names";
import { useListed } from "../policy/names";
import { Reference } from "../ui/reference";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";

type Exported = NonNullable<Proposal["exported"]>;

/** What follows from the clauses of an exported version, in the reader's words: nothing of it was guessed, and no id is shown. */
export function ExportedSanctions({ file }: { file: Exported }) {
  const { table, sets } = file.sanctions;
  return (
    <>
      {table ? <PenaltyRows file={file} rows={table.rows} /> : null}
      {sets.length > 0 ? <Sets file={file} sets={sets} /> : null}
    </>
  );
}

type RowsProps = { file: Exported; rows: NonNullable<Exported["sanctions"]["table"]>["rows"] };

function PenaltyRows({ file, rows }: RowsProps) {
  const t = useTranslations("policyDesk.import");
  const names = useNamesIn(file);
  const listed = useListed();
  const cells = rows.flatMap(({ item, ref, cells: ofRow }) =>
    Object.entries(ofRow).flatMap(([role, steps]) =>
      Object.entries(steps).map(([step, actions]) => ({ key: `${item} ${role} ${step}`, ref, role, step, actions })),
    ),
  );
  return (
    <Table caption={t("rows")} isCaptionShown>
      <TableHead>
        <TableRow>
          {(["ref", "role", "step", "measuresExported"] as const).map((key) => (
            <HeaderCell key={key}>{t(key)}</HeaderCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {cells.map(({ key, ref, role, step, actions }) => (
          <TableRow key={key}>
            <Cell>
              <Reference className="whitespace-normal">{ref}</Reference>{" "}
              <span className="block text-12 text-ink-soft">{names.clause(ref)}</span>
            </Cell>
            <Cell>{names.role(role)}</Cell>
            <Cell>{names.step(step)}</Cell>
            <Cell dir="auto">{actions ? listed(actions.map(names.action)) : t("noMeasure")}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Sets({ file, sets }: { file: Exported; sets: readonly SanctionSet[] }) {
  const t = useTranslations("policyDesk.import");
  const names = useNamesIn(file);
  const listed = useListed();
  const opensOn = ({ requires }: SanctionSet) => {
    const findings = (requires?.anyOf ?? []).map((finding) => names.name("finding", finding));
    const counter = requires?.counter ? [names.counter(requires.counter)] : [];
    return listed([...findings, ...counter], "disjunction");
  };
  return (
    <Table caption={t("sets")} isCaptionShown>
      <TableHead>
        <TableRow>
          {(["setWhen", "setOpens", "measuresExported"] as const).map((key) => (
            <HeaderCell key={key}>{t(key)}</HeaderCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {sets.map((set) => (
          <TableRow key={set.id}>
            <Cell dir="auto">
              {names.set(set.id)} {set.ref ? <Reference className="whitespace-normal">{set.ref}</Reference> : null}
            </Cell>
            <Cell>{set.requires ? opensOn(set) : t("setAlways")}</Cell>
            <Cell dir="auto">{listed(set.actions.map(names.action))}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

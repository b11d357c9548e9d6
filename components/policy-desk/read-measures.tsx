import { useTranslations } from "next-intl";
import type { ReadMeasure } from "@/lib/policy/import/measure-words.rules";
import { useTermWords } from "../policy-editor/term-words";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Sure } from "./sure";

/** What each measure would be stored as, beside its own words: a proposal, or words alone. */
export function ReadMeasures({ measures }: { measures: readonly ReadMeasure[] }) {
  const t = useTranslations("policyDesk.import");
  return (
    <Table caption={t("readMeasures")} isCaptionShown>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("measureWords")}</HeaderCell>
          <HeaderCell>{t("readAs")}</HeaderCell>
          <HeaderCell>{t("sure")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {measures.map((measure) => (
          <TableRow key={measure.words}>
            <Cell dir="auto">{measure.words}</Cell>
            <ReadAs reading={measure.reading} />
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function ReadAs({ reading }: Pick<ReadMeasure, "reading">) {
  const t = useTranslations("policyDesk.import");
  const names = useTranslations("policyEdit.actions.names");
  const term = useTermWords();
  if (!reading)
    return (
      <>
        <Cell>
          <Status tone="caution" look="plain">
            {t("wordsAlone")}
          </Status>
        </Cell>
        <Cell>–</Cell>
      </>
    );
  const said = [names(`effect.${reading.effect}`), names(`target.${reading.target}`), term(reading)];
  return (
    <>
      <Cell>{said.filter(Boolean).join(" · ")}</Cell>
      <Cell>
        <Sure confidence={reading.confidence} />
      </Cell>
    </>
  );
}

import { useTranslations } from "next-intl";
import type { Localised as Text } from "@/lib/policy/library.contract";
import type { TriedCase } from "@/lib/quality/try-out.contract";
import { NotShown } from "../../care/not-shown";
import { SafeText } from "../../cases/safe-text";
import { Nameable } from "../../queue/nameable";
import { useListedWords } from "../../ui/localised";
import { Status } from "../../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../../ui/table";
import { TextLink } from "../../ui/text-link";
import { Time } from "../../ui/time";
import type { Tone } from "../../ui/tone";
import { QuietLink } from "../quiet-link";

const tones: Record<TriedCase["verdict"], Tone> = {
  more: "danger",
  less: "information",
  same: "neutral",
  other: "caution",
  nothing: "good",
  untold: "neutral",
};

/** The cases behind a number: what was recommended then, what the version would, and what was imposed where it differs. */
export function TriedCases({ rows }: { rows: readonly TriedCase[] }) {
  const t = useTranslations("policyTryOut");
  const listed = useListedWords();
  const measures = (labels: readonly Text[]) => (labels.length === 0 ? t("cases.nothing") : listed(labels));
  return (
    <Table isCards caption={t("cases.title")} className="text-13">
      <TableHead>
        <TableRow>
          {(["case", "clause", "verdict", "was", "would"] as const).map((key) => (
            <HeaderCell key={key}>{t(`cases.${key}`)}</HeaderCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <HeaderCell scope="row" className="max-w-64 align-top">
              <TextLink href={`/cases/${row.caseId}`} via={QuietLink}>
                {row.reference}
              </TextLink>{" "}
              <Time value={row.decidedAt} show="day" className="text-12 font-normal text-ink-soft" />
              <span dir="auto" className="line-clamp-2 text-12 font-normal [overflow-wrap:anywhere] text-ink-soft">
                {row.notShown.length > 0 ? <NotShown classes={row.notShown} /> : <SafeText text={row.excerpt} />}
              </span>
            </HeaderCell>
            <Cell label={t("cases.clause")} className="align-top">
              {row.clauseRef}
              {row.wouldRef && row.wouldRef !== row.clauseRef ? ` → ${row.wouldRef}` : null}
              <span className="block text-12 text-ink-soft">
                <Nameable group="role" code={row.role} /> · <Nameable group="language" code={row.language} />
              </span>
            </Cell>
            <Cell label={t("cases.verdict")} className="align-top">
              <Status tone={tones[row.verdict]} look="plain">
                {t(`verdicts.${row.verdict}`)}
              </Status>
              {row.why ? <span className="block text-12 text-ink-soft">{t(`why.${row.why}`)}</span> : null}
              {row.count === null ? null : (
                <span className="block text-12 text-ink-soft">{t("cases.count", { count: row.count })}</span>
              )}
            </Cell>
            <Cell label={t("cases.was")} className="align-top" isWide>
              {measures(row.was)}
              {row.imposed ? (
                <span className="block text-12 text-ink-soft">
                  {t("cases.imposed", { measures: measures(row.imposed) })}
                </span>
              ) : null}
            </Cell>
            <Cell label={t("cases.would")} className="align-top" isWide>
              {row.verdict === "untold" ? "–" : measures(row.would)}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

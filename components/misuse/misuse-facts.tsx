import { useTranslations } from "next-intl";
import type { MisuseMark, MisuseView } from "@/lib/misuse/misuse.contract";
import { QuietLink } from "../policy/quiet-link";
import { DefinitionList } from "../ui/definition-list";
import { Panel } from "../ui/panel";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { Arithmetic } from "./arithmetic";

/** The numbers as the server counted them, beside the published thresholds. */
export function MisuseFacts({ view }: { view: MisuseView }) {
  const t = useTranslations("misuse");
  const { counts, thresholds, accountId } = view;
  return (
    <Panel title={t("counted")}>
      <DefinitionList
        items={[
          { key: "counted", term: t(`countedOf.${view.side}`), value: <Arithmetic counts={counts} /> },
          { key: "window", term: t("window"), value: t("windowDays", { from: counts.from, to: counts.to }) },
          { key: "threshold", term: t("threshold"), value: t(view.isOver ? "over" : "under", thresholds) },
          {
            key: "policy",
            term: t("policy"),
            value: (
              <TextLink href={`/terms/${view.platform}/misuse`} via={QuietLink}>
                {t("policyLink")}
              </TextLink>
            ),
          },
          {
            key: "account",
            term: t("account"),
            value: accountId ? (
              <TextLink href={`/accounts/${accountId}`} via={QuietLink}>
                {view.who}
              </TextLink>
            ) : null,
          },
        ]}
      />
    </Panel>
  );
}

/** Each mark with who set it and why, and whether it counts. */
export function MisuseMarks({ marks }: { marks: readonly MisuseMark[] }) {
  const t = useTranslations("misuse");
  return (
    <Panel title={t("marks")} isFlush>
      <Table caption={t("marks")} isCards>
        <TableHead>
          <TableRow>
            <HeaderCell>{t("case")}</HeaderCell>
            <HeaderCell>{t("what")}</HeaderCell>
            <HeaderCell>{t("why")}</HeaderCell>
            <HeaderCell>{t("by")}</HeaderCell>
            <HeaderCell>{t("counts")}</HeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {marks.map((mark) => (
            <TableRow key={mark.id}>
              <HeaderCell scope="row">
                <TextLink href={`/cases/${mark.caseId}`} via={QuietLink} className="font-mono">
                  {mark.case}
                </TextLink>
              </HeaderCell>
              <Cell label={t("what")}>{t(`whats.${mark.what}`)}</Cell>
              <Cell label={t("why")} isWide>
                <span dir="auto" className="whitespace-pre-wrap">
                  {mark.why}
                </span>
              </Cell>
              <Cell label={t("by")}>
                {mark.by}
                <span className="block text-12 text-ink-soft">
                  <Time value={mark.at} show="exact" />
                </span>
              </Cell>
              <Cell label={t("counts")}>
                <Status look="plain" tone={mark.counts ? "caution" : "neutral"}>
                  {t(mark.counts ? "countsYes" : "countsNo")}
                </Status>
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}

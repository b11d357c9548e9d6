import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Sheet } from "@/lib/transparency/report.contract";
import { viewOf } from "@/lib/transparency/sheet-view.rules";
import { Panel } from "../ui/panel";
import { TextLink } from "../ui/text-link";
import { SheetTable } from "./sheet-table";
import { versionPath } from "./version-words";

type Props = {
  sheet: Sheet;
  part: number;
  isWhole: boolean;
  versionId: string;
  hasList: (row: number, column: number) => boolean;
};

/** A sheet with its file, its rows (those that say something, or all), and what was chosen where the template leaves a choice. */
export function SheetPanel({ sheet, part, isWhole, versionId, hasList }: Props) {
  const t = useTranslations("reports");
  const { columns, rows, hiddenRows, choices } = viewOf(sheet, isWhole);
  const path = `${versionPath(versionId)}?sheet=${part}`;
  return (
    <>
      <Panel
        title={sheet.name.replaceAll("_", " ")}
        isFlush
        aside={
          <>
            {hiddenRows > 0 ? (
              <TextLink via={Link} href={`${path}&all=1`}>
                {t("showAll", { count: hiddenRows })}
              </TextLink>
            ) : null}
            {isWhole ? (
              <TextLink via={Link} href={path}>
                {t("showFilled")}
              </TextLink>
            ) : null}
            <TextLink href={`/api/reports/${versionId}/files/${sheet.name}.csv`}>{t("csv")}</TextLink>
          </>
        }
      >
        <SheetTable {...{ sheet, part, rows, columns, versionId, hasList }} />
      </Panel>
      {choices.length > 0 ? (
        <Panel title={t("choices")}>
          <p className="reading pb-3 text-ink-soft">{t("choicesText")}</p>
          <dl className="grid gap-3">
            {choices.map(({ column, text }) => (
              <div key={text} className="grid gap-0.5">
                <dt className="font-medium">{column}</dt>
                <dd className="reading text-ink-soft">{text}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      ) : null}
    </>
  );
}

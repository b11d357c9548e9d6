import { useFormatter, useTranslations } from "next-intl";
import type { ToldElsewhere } from "@/lib/clocks/report-elsewhere.contract";
import type { PublishedVersion } from "@/lib/transparency/public-figures.contract";
import { TextLink } from "../ui/text-link";

type Props = { platform: string; versions: readonly PublishedVersion[]; elsewhere: readonly ToldElsewhere[] };

/**
 * Every published version of the reports, each with its files; a later one says what changed, and why. Then those that were
 * published elsewhere, each with its address.
 */
export function PublishedReports({ platform, versions, elsewhere }: Props) {
  const t = useTranslations("openFigures.reports");
  const format = useFormatter();
  if (versions.length === 0 && elsewhere.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  return (
    <ul className="grid gap-5">
      {versions.map((version) => {
        const path = `/transparency/${platform}/reports/${version.id}`;
        const name = t("name", { from: version.firstDay, to: version.lastDay, number: version.number });
        const day = format.dateTime(new Date(version.publishedAt), { dateStyle: "long" });
        return (
          <li key={version.id} className="grid gap-1">
            <h3 className="text-16 font-semibold">{name}</h3>
            <p className="text-ink-soft">{t("published", { day })}</p>
            {version.changeNote ? (
              <p className="reading">
                <span className="font-medium">{t("changed")}</span> <span dir="auto">{version.changeNote}</span>
              </p>
            ) : null}
            <p className="flex flex-wrap gap-x-5">
              <TextLink href={`${path}/report.xlsx`} aria-label={t("file", { file: "XLSX", name })}>
                XLSX
              </TextLink>
              <TextLink href={`${path}/csv.zip`} aria-label={t("file", { file: "CSV", name })}>
                CSV
              </TextLink>
            </p>
            <p className="text-12 break-all text-ink-soft">SHA-256 {version.sha256}</p>
          </li>
        );
      })}
      {elsewhere.map(({ dutyId, firstDay, lastDay, url, day }) => (
        <li key={dutyId} className="grid gap-1">
          <h3 className="text-16 font-semibold">{t("elsewhereName", { from: firstDay, to: lastDay })}</h3>
          <p className="text-ink-soft">
            {t("elsewhere", { day: format.dateTime(new Date(day), { dateStyle: "long", timeZone: "UTC" }) })}
          </p>
          <p>
            <TextLink href={url} rel="noreferrer" className="break-all" dir="ltr">
              {url}
            </TextLink>
          </p>
        </li>
      ))}
    </ul>
  );
}

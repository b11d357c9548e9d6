import { useLocale, useTranslations } from "next-intl";
import { namesOf } from "@/i18n/formats";
import { nothingFound, type PublicFigures } from "@/lib/transparency/public-figures.rules";
import { Localised } from "../ui/localised";
import { FiguresTable } from "./figures-table";

type Name = { en: string; hans?: string; hant?: string };
type Props = {
  figures: PublicFigures;
  clauses: readonly (readonly [string, Name])[];
  sanctions: readonly (readonly [string, Name])[];
};

/** All tables of a platform and a period, each by its own question. */
export function FiguresTables({ figures: { tables }, clauses, sanctions }: Props) {
  const t = useTranslations("openFigures");
  const languages = namesOf(useLocale(), { type: "language" });
  const [clauseNames, sanctionNames] = [new Map(clauses), new Map(sanctions)];
  const clauseName = (key: string) => {
    if (key === nothingFound || key === "law") return t(`clauses.${key}`);
    const name = clauseNames.get(key);
    return name ? (
      <>
        {key} <Localised value={name} />
      </>
    ) : (
      key
    );
  };
  const sanctionName = (key: string) => {
    const name = sanctionNames.get(key);
    return name ? <Localised value={name} /> : key;
  };
  const known = (group: "sources" | "detection" | "automation" | "answers") => (key: string) =>
    t.has(`${group}.${key}`) ? t(`${group}.${key}`) : key;
  const language = (key: string) => (key === "und" ? t("noLanguage") : (languages.of(key) ?? key));
  return (
    <>
      <section className="grid gap-8">
        <h2 className="text-20 font-semibold">{t("decided")}</h2>
        <FiguresTable title={t("byClause")} heading={t("clause")} table={tables.clause} nameOf={clauseName} />
        <FiguresTable title={t("bySanction")} heading={t("sanction")} table={tables.sanction} nameOf={sanctionName} />
        <FiguresTable title={t("bySource")} heading={t("source")} table={tables.source} nameOf={known("sources")} />
        <FiguresTable title={t("byLanguage")} heading={t("language")} table={tables.language} nameOf={language} />
      </section>
      <section className="grid gap-8">
        <h2 className="text-20 font-semibold">{t("appealsTitle")}</h2>
        <FiguresTable title={t("byAnswer")} heading={t("answer")} table={tables.answers} nameOf={known("answers")} />
      </section>
      <section className="grid gap-8">
        <h2 className="text-20 font-semibold">{t("automationTitle")}</h2>
        <FiguresTable
          title={t("byDetection")}
          heading={t("foundBy")}
          table={tables.detection}
          nameOf={known("detection")}
        />
        <FiguresTable
          title={t("byAutomation")}
          heading={t("decidedBy")}
          table={tables.automation}
          nameOf={known("automation")}
        />
      </section>
    </>
  );
}

import { useTranslations } from "next-intl";
import type { ShownEditorial } from "@/lib/policy/library.contract";
import { DefinitionList } from "../ui/definition-list";
import { Tag } from "../ui/status";
import { useListed, usePolicyNames } from "./names";

/** Severity, database category and keywords are ours, and the page says so (edge case 39). */
export function EditorialFacts({ editorial }: { editorial: ShownEditorial }) {
  const t = useTranslations("library.editorial");
  const name = usePolicyNames();
  const listed = useListed();
  const { severity, dsaCategory, dsaCategoryAddition, dsaKeywords, keywords, aim } = editorial;
  const category = (code: string) => name("category", code);
  return (
    <section className="grid gap-2 rounded-md bg-sunken p-3">
      <div className="grid gap-0.5">
        <h4 className="text-13 font-semibold">{t("title")}</h4>
        <p className="text-12 text-ink-soft">{t("text")}</p>
      </div>
      <DefinitionList
        className="text-13"
        items={[
          { key: "severity", term: t("severity"), value: severity ? name("severity", severity) : t("none") },
          { key: "aim", term: t("aim"), value: name("aim", aim) },
          { key: "category", term: t("category"), value: dsaCategory ? category(dsaCategory) : t("none") },
          { key: "addition", term: t("addition"), value: listed(dsaCategoryAddition.map(category)) },
          { key: "codes", term: t("codes"), value: <Codes codes={dsaKeywords} /> },
          { key: "en", term: t("keywordsEn"), value: <Tags lang="en" words={keywords.en} /> },
          { key: "zh", term: t("keywordsZh"), value: <Tags lang="zh-Hans" words={keywords.zh} /> },
          { key: "hant", term: t("keywordsHant"), value: <Tags lang="zh-Hant" words={keywords.zhHant} /> },
        ]}
      />
    </section>
  );
}

/** The database's keywords in words; the code that it takes is their title. */
function Codes({ codes }: { codes: readonly string[] }) {
  const t = useTranslations("library.editorial");
  const name = usePolicyNames();
  if (codes.length === 0) return <>{t("none")}</>;
  return (
    <ul className="grid gap-0.5">
      {codes.map((code) => (
        <li key={code} title={code}>
          {name("keyword", code)}
        </li>
      ))}
    </ul>
  );
}

function Tags({ words, lang }: { words: readonly string[]; lang: string }) {
  const t = useTranslations("library.editorial");
  if (words.length === 0) return <>{t("none")}</>;
  return (
    <ul className="flex flex-wrap gap-1">
      {words.map((word) => (
        <li key={word} className="max-w-full">
          <Tag lang={lang} className="bg-surface">
            {word}
          </Tag>
        </li>
      ))}
    </ul>
  );
}

import { useTranslations } from "next-intl";
import type { Fact, FactChange, TextChange } from "@/lib/policy/compare/contract";
import { useWords } from "../../ui/localised";
import { useCountries, useListed, usePolicyNames } from "../names";
import { WordChanges } from "./word-changes";

const groups = {
  kind: "kind",
  roles: "role",
  suggestTo: "role",
  surfaces: "surface",
  severity: "severity",
  dsaCategory: "category",
  dsaCategoryAddition: "category",
  dsaKeywords: "keyword",
  finding: "finding",
  remindOn: "finding",
  aim: "aim",
} as const;

/** A value of a pack in the reader's words; a code that we have no words for as it is. */
function useFact(): (field: string, fact: Fact) => string {
  const t = useTranslations("policyCompare");
  const name = usePolicyNames();
  const countries = useCountries();
  const words = useWords();
  return (field, fact) => {
    if (typeof fact !== "string") return "ref" in fact ? fact.ref : words(fact);
    if (fact === "true" || fact === "false") return t(`values.${fact}`);
    if (field === "order" && fact === "first") return t("values.first");
    if (field === "jurisdiction") return fact === "placed" ? t("values.placed") : countries([fact]);
    const group = Object.entries(groups).find(([known]) => known === field)?.[1];
    return group ? name(group, fact) : fact;
  };
}

/** What is no running text: what it was, and what it is. */
export function Facts({ facts }: { facts: readonly FactChange[] }) {
  const t = useTranslations("policyCompare");
  const listed = useListed();
  const said = useFact();
  const side = (field: string, values: readonly Fact[]) =>
    values.length === 0 ? t("values.none") : listed(values.map((fact) => said(field, fact)));
  return facts.map(({ field, before, after }) => (
    <div key={field} className="grid gap-x-4 sm:grid-cols-[10rem_1fr]">
      <dt className="text-ink-soft">{t(`fields.${field}`)}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">
        <del className="text-ink-soft">
          <span className="sr-only">{t("words.before")} </span>
          {side(field, before)}
        </del>{" "}
        <span aria-hidden="true">→</span>{" "}
        <ins className="font-medium no-underline">
          <span className="sr-only">{t("words.after")} </span>
          {side(field, after)}
        </ins>
      </dd>
    </div>
  ));
}

/** Running texts that changed: in the reader's language where they changed in it, else in the one they changed in. */
export function Texts({ texts, languages }: { texts: readonly TextChange[]; languages: readonly string[] | null }) {
  const t = useTranslations("policyCompare");
  const fields = [...new Set(texts.map(({ field }) => field))];
  return fields.map((field) => {
    const all = texts.filter((text) => text.field === field);
    const own = all.filter(({ lang }) => field === "original" || languages === null || languages.includes(lang));
    return (own.length > 0 ? own : all).map(({ lang, before, after }) => (
      <div key={`${field} ${lang}`} className="grid gap-x-4 sm:grid-cols-[10rem_1fr]">
        <dt className="text-ink-soft">{t(`fields.${field}`)}</dt>
        <dd className="max-w-[72ch] min-w-0">
          <WordChanges before={before} after={after} lang={lang} />
        </dd>
      </div>
    ));
  });
}

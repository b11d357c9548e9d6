import { keywordOther, keywordsOf } from "@/lib/platform/statement-values.rules";
import type { Place } from "./report.contract";
import { template } from "./report-template.generated";

export const notSpecifiedNotice = "STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE";
export const notSpecifiedOrder = "STATEMENT_CATEGORY_NOT_SPECIFIED_ORDER";
export const otherTerms = "STATEMENT_CATEGORY_OTHER_VIOLATION_TC";

/** Categories that were renamed on 1 July 2025; old decisions bear the old names. */
const renamed: Readonly<Record<string, string>> = {
  STATEMENT_CATEGORY_UNSAFE_AND_ILLEGAL_PRODUCTS: "STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS",
  STATEMENT_CATEGORY_SCOPE_OF_PLATFORM_SERVICE: otherTerms,
  STATEMENT_CATEGORY_PORNOGRAPHY_OR_SEXUALIZED_CONTENT: otherTerms,
};

/** The categories of a sheet: 1 to 14, and the one that only this sheet has. */
export function categoriesOf(extra: string | null) {
  return template.categories.filter(({ key }, at) => at < 14 || key === extra);
}

/**
 * Where a decision stands in a sheet: one category and one keyword of it, so that keyword rows add up to category rows.
 * A keyword that left the list, that belongs to another category or that nobody recorded is counted under "other" and
 * described. Null: no row of the sheet fits, and only the total counts it.
 */
export function placeOf(given: Place, extra: typeof otherTerms | null): Place | null {
  const named = renamed[given.category ?? ""] ?? given.category;
  const known = categoriesOf(extra).find(({ key }) => key === named);
  const category = known?.key ?? extra;
  if (category === null) return null;
  const { keyword, description } = given;
  const fits = keyword !== null && known?.keywords.some(({ key }) => key === keyword);
  if (fits && keyword !== keywordOther) return { category, keyword, description: null };
  if (fits) return { category, keyword, description: description?.trim() || null };
  const said = keyword ? `No longer a keyword of this category: ${keyword}` : "No keyword was recorded";
  return { category, keyword: keywordOther, description: said };
}

/** What notifiers say it is about (plain words), as a category and keyword of the sheet on notices. */
const noticePlaces: Readonly<Record<string, [category: string, keyword: string]>> = {
  child_abuse: ["PROTECTION_OF_MINORS", "CHILD_SEXUAL_ABUSE_MATERIAL"],
  child_safety: ["PROTECTION_OF_MINORS", "OTHER"],
  terrorism: ["RISK_FOR_PUBLIC_SECURITY", "TERRORIST_CONTENT"],
  threat_to_life: ["VIOLENCE", "OTHER"],
  violence: ["VIOLENCE", "OTHER"],
  self_harm: ["SELF_HARM", "OTHER"],
  hate: ["ILLEGAL_OR_HARMFUL_SPEECH", "HATE_SPEECH"],
  harassment: ["CYBER_VIOLENCE", "CYBER_HARASSMENT"],
  fraud: ["SCAMS_AND_FRAUD", "OTHER"],
  spam: ["SCAMS_AND_FRAUD", "OTHER"],
  counterfeit: ["INTELLECTUAL_PROPERTY_INFRINGEMENTS", "TRADEMARK_INFRINGEMENT"],
  unsafe_product: ["UNSAFE_AND_PROHIBITED_PRODUCTS", "UNSAFE_PRODUCTS"],
  privacy: ["DATA_PROTECTION_AND_PRIVACY_VIOLATIONS", "OTHER"],
  misinformation: ["NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS", "MISINFORMATION_DISINFORMATION"],
};

/** The same as rows for a join: `word` is what the notice says. A word that is not here names no category. */
export const noticeWords = Object.entries(noticePlaces).map(([word, [category, keyword]]) => ({
  word,
  category: `STATEMENT_CATEGORY_${category}`,
  keyword: `KEYWORD_${keyword}`,
  description: keyword === "OTHER" ? word.replaceAll("_", " ") : null,
}));

/** Categories that an order may name. Orders name a category and no keyword. */
export const orderWords = Object.keys(keywordsOf)
  .filter((category) => ![otherTerms, notSpecifiedNotice].includes(category))
  .map((category) => ({
    word: category.replace("STATEMENT_CATEGORY_", ""),
    category,
    keyword: keywordOther,
    description: "Orders name a category and no keyword",
  }));

export type Row = Place & { label: "TOTAL" | "category" | "keyword" };

/**
 * The fixed list of rows of a sheet, in the template's order: the total, then each category with its keywords. "Other" has
 * a row for each description that occurs, no two with the same; the bare row stands only where none occurs.
 */
export function rowsOf(extra: string | null, described: readonly Place[]): Row[] {
  const rows: Row[] = [{ label: "TOTAL", category: null, keyword: null, description: null }];
  for (const { key: category, keywords } of categoriesOf(extra)) {
    rows.push({ label: "category", category, keyword: null, description: null });
    for (const { key: keyword } of keywords) {
      const found = keyword === keywordOther ? descriptionsIn(described, category) : [];
      for (const description of found.length > 0 ? found : [null])
        rows.push({ label: "keyword", category, keyword, description });
    }
  }
  return rows;
}

/** Null, for those without words of their own, comes first. */
function descriptionsIn(places: readonly Place[], category: string): (string | null)[] {
  const of = places.filter((place) => place.category === category && place.keyword === keywordOther);
  const words = [...new Set(of.map(({ description }) => description))];
  return words.sort((a, b) => (a ?? "").localeCompare(b ?? ""));
}

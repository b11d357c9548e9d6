import { limits, noticeCategories, noticeRelations, noticeTags } from "@/lib/intake/contract";

type Translate = (key: string, values?: Record<string, string | number>) => string;

/**
 * Every word of the form from the catalogue `intake`, as plain strings: the form is the only script on its page, and takes
 * no catalogue with it.
 */
export function noticeFormWords(t: Translate) {
  const r: Translate = (key, values) => t(`report.${key}`, values);
  return {
    errorTitle: r("errorTitle"),
    optional: r("optional"),
    platform: r("platform"),
    locations: r("locations"),
    locationsHint: r("locationsHint", { max: limits.items }),
    detail: r("detail"),
    detailHint: r("detailHint"),
    quote: r("quote"),
    quoteHint: r("quoteHint"),
    media: r("media"),
    mediaHint: r("mediaHint", { max: limits.visitorMedia }),
    legalClaim: r("legalClaim"),
    legal: r("legal"),
    legalHint: r("legalHint"),
    terms: r("terms"),
    category: r("category"),
    categoryNone: r("categoryNone"),
    explanation: r("explanation"),
    explanationHint: r("explanationHint"),
    legalReference: r("legalReference"),
    childAbuse: r("childAbuse"),
    childAbuseHint: r("childAbuseHint"),
    more: r("more"),
    tags: r("tags"),
    relation: r("relation"),
    relationNone: r("relationNone"),
    concerned: r("concerned"),
    concernedHint: r("concernedHint"),
    proof: r("proof"),
    proofHint: r("proofHint"),
    isMinor: r("isMinor"),
    contact: r("contact"),
    contactHint: r("contactHint"),
    name: r("name"),
    email: r("email"),
    goodFaith: r("goodFaith.v1"),
    submit: r("submit"),
    categories: noticeCategories.map((value) => ({ value, label: t(`categories.${value}`) })),
    tagOptions: noticeTags.map((value) => ({ value, label: t(`tags.${value}`) })),
    relations: noticeRelations
      .filter((value) => value !== "stranger")
      .map((value) => ({ value, label: t(`relations.${value}`) })),
  };
}
export type NoticeFormWords = ReturnType<typeof noticeFormWords>;

import { getTranslations } from "next-intl/server";
import { limits, noticeCategories, noticeRelations, noticeTags } from "@/lib/intake/contract";

/**
 * Every word of the form in the reader's language, as plain strings: the form is the only script on its page, and takes
 * no catalogue with it.
 */
export async function noticeFormWords() {
  const t = await getTranslations("intake");
  const r = await getTranslations("intake.report");
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
export type NoticeFormWords = Awaited<ReturnType<typeof noticeFormWords>>;

import type { Clause } from "@/lib/policy/pack.contract";
import type { CaseView } from "./contract";

type Resource = CaseView["resources"][number];

const selfHarm: Resource = {
  topic: "self_harm",
  label: { en: "Helplines by country (Find A Helpline)", hans: "各国心理援助热线（Find A Helpline）" },
  url: "https://findahelpline.com",
};
const intimateImages: Resource = {
  topic: "intimate_images",
  label: { en: "Stop the spread of intimate images (StopNCII)", hans: "阻止私密影像传播（StopNCII）" },
  url: "https://stopncii.org",
};
const childAbuse: Resource = {
  topic: "child_abuse",
  label: { en: "Report child abuse material (INHOPE hotlines)", hans: "举报儿童性侵害内容（INHOPE 热线）" },
  url: "https://www.inhope.org",
};

/** Where help is, for what the suggested clauses are about (Q88); by our own editorial category, not the platform's words. */
export function resourcesFor(clauses: readonly Pick<Clause, "editorial">[]): Resource[] {
  const categories = new Set(clauses.map(({ editorial }) => editorial.dsaCategory));
  const keywords = new Set(clauses.flatMap(({ editorial }) => editorial.dsaKeywords));
  return [
    ...(categories.has("STATEMENT_CATEGORY_SELF_HARM") ? [selfHarm] : []),
    ...(keywords.has("KEYWORD_NON_CONSENSUAL_IMAGE_SHARING") ? [intimateImages] : []),
    ...(categories.has("STATEMENT_CATEGORY_PROTECTION_OF_MINORS") ? [childAbuse] : []),
  ];
}

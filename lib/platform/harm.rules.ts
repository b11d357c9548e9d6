import { type ClauseFound, isOfIntimateImages, isOfSelfHarm } from "./subject.rules";

/** What may be hard to look at. A case may be of several classes; most cases are of none. */
export const harmClasses = ["child_abuse", "self_harm", "violence", "sexual", "hate"] as const;
export type HarmClass = (typeof harmClasses)[number];

/** After these a lighter case comes next (issue 4: rotation after hard material); hatred wears out by number, not by each. */
const hardClasses: ReadonlySet<string> = new Set<HarmClass>(["child_abuse", "self_harm", "violence", "sexual"]);

/** What notifiers say it is about, as a class. */
const byCategory: Readonly<Record<string, HarmClass>> = {
  child_safety: "child_abuse",
  self_harm: "self_harm",
  terrorism: "violence",
  threat_to_life: "violence",
  violence: "violence",
  sexual_content: "sexual",
  hate: "hate",
  harassment: "hate",
};

/** Our own editorial category of a clause, as a class; the platforms have no word for it. */
const byDsaCategory: Readonly<Record<string, HarmClass>> = {
  STATEMENT_CATEGORY_SELF_HARM: "self_harm",
  STATEMENT_CATEGORY_VIOLENCE: "violence",
  STATEMENT_CATEGORY_ANIMAL_WELFARE: "violence",
  STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH: "hate",
  STATEMENT_CATEGORY_CYBER_VIOLENCE: "hate",
  STATEMENT_CATEGORY_CYBER_VIOLENCE_AGAINST_WOMEN: "hate",
};
const byKeyword: Readonly<Record<string, HarmClass>> = {
  KEYWORD_ADULT_SEXUAL_MATERIAL: "sexual",
  KEYWORD_CHILD_SEXUAL_ABUSE_MATERIAL: "child_abuse",
};

const inOrder = (found: ReadonlySet<string>): HarmClass[] => harmClasses.filter((each) => found.has(each));

/** The classes among stored words, once each and in their order. */
export function harmsAmong(words: readonly string[]): HarmClass[] {
  return inOrder(new Set(words));
}

/** The classes of what notifiers said. */
export function harmsTold(categories: readonly string[], childAbuseClaim: boolean): HarmClass[] {
  const found = categories.flatMap((category) => byCategory[category] ?? []);
  return inOrder(new Set<string>([...found, ...(childAbuseClaim ? ["child_abuse"] : [])]));
}

/** Of a class the word by which notifiers name it, for settings that are made by their words. */
export function categoryOf(harm: HarmClass): string {
  return harm === "child_abuse" ? "child_safety" : harm === "sexual" ? "sexual_content" : harm;
}

/** What the matcher found, as a class, for clauses whose own category says nothing of what stands there. */
const byTopic: Readonly<Record<string, HarmClass>> = {
  threat: "violence",
  "violent-wish": "violence",
  "violent-act": "violence",
  gore: "violence",
  "animal-harm": "violence",
  terror: "violence",
};

type Harming = ClauseFound & { editorial: { severity: string | null } };

/**
 * The classes of a clause with what was found under it: a clause that lists gambling beside self-abuse is self-harm where that
 * is what was read. Protection of minors is child abuse only where the clause is grave: age limits of games are not.
 */
export function harmsOfClause(clause: Harming | undefined): HarmClass[] {
  if (!clause) return [];
  const { severity, dsaCategory, dsaKeywords } = clause.editorial;
  const isGraveForMinors = dsaCategory === "STATEMENT_CATEGORY_PROTECTION_OF_MINORS" && severity === "critical";
  const own = byDsaCategory[dsaCategory ?? ""];
  return inOrder(
    new Set([
      ...(own ? [own] : (clause.topics ?? []).map((topic) => byTopic[topic] ?? "")),
      ...dsaKeywords.map((word) => byKeyword[word] ?? ""),
      ...(isGraveForMinors ? ["child_abuse"] : []),
      ...(isOfIntimateImages(clause) ? ["sexual"] : []),
      ...(isOfSelfHarm(clause) ? ["self_harm"] : []),
    ]),
  );
}

export function isHard(harms: readonly string[]): boolean {
  return harms.some((harm) => hardClasses.has(harm));
}
export const hardOnes: readonly HarmClass[] = harmClasses.filter((each) => hardClasses.has(each));

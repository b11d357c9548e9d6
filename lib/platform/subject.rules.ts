type Editorial = { dsaCategory: string | null; dsaKeywords: readonly string[] };
/** A clause with what was found under it: of a clause of many subjects, what was found says which one it is. */
export type ClauseFound = {
  editorial: Editorial;
  /** What the clause lists, any of which breaks it; empty for a clause about one thing. */
  elements?: readonly string[];
  /** Words of the content that the clause was found by, and the elements they were bound to. */
  found: readonly string[];
  /** What the matcher took those words for (keys of `topics` in the catalogue `matching`); absent where a person chose the clause. */
  topics?: readonly string[];
};
type Evidence = { text: string; values?: Readonly<Record<string, string>> };

/** Words for hurting or killing oneself, in the languages that packs and most evidence have. Never asked of a whole text. */
const ofSelfHarm =
  /suicid|self[- ]?(harm|injur|abuse|mutilat)|kill(ing)? (my|your|him|her|them)sel|自杀|自殺|自残|自殘|自伤|自傷|自虐|轻生|輕生/i;
const selfHarmKeywords: ReadonlySet<string> = new Set(["KEYWORD_SUICIDE", "KEYWORD_SELF_MUTILATION"]);
const selfHarmTopics: ReadonlySet<string> = new Set(["self-harm", "self-harm-urging", "self-harm-abroad"]);

/** Words for pictures of somebody's body that were taken or shown without them. */
const ofIntimateImages =
  /sextort|revenge porn|non-?consensual|nudes?\b|naked|intimate|private (picture|photo|video)|hidden cam|spycam|molka|illegal(ly)? film|裸照|裸聊|私密|偷拍|艳照|艷照|不雅(照|视频|視頻)/i;
const intimateKeyword = "KEYWORD_NON_CONSENSUAL_IMAGE_SHARING";
const intimateTopics: ReadonlySet<string> = new Set([
  "sextortion",
  "private-video",
  "nude-picture",
  "hidden-filming",
  "no-consent",
]);

const isAbout = ({ found, topics = [] }: ClauseFound, words: RegExp, ofTopic: ReadonlySet<string>) =>
  found.some((each) => words.test(each)) || topics.some((topic) => ofTopic.has(topic));

/** A clause about this, or one that lists it beside other things (gambling, pyramid schemes) where it is what was found. */
export function isOfSelfHarm(clause: ClauseFound): boolean {
  const { dsaCategory, dsaKeywords } = clause.editorial;
  if (dsaCategory === "STATEMENT_CATEGORY_SELF_HARM") return true;
  const names = dsaKeywords.some((word) => selfHarmKeywords.has(word));
  return names && ((clause.elements ?? []).length < 2 || isAbout(clause, ofSelfHarm, selfHarmTopics));
}

/**
 * A clause about this alone; one that names it beside other things where a person chose it, or where it is what was found:
 * cruelty to a person is no picture of them.
 */
export function isOfIntimateImages(clause: ClauseFound): boolean {
  const { dsaKeywords } = clause.editorial;
  if (!dsaKeywords.includes(intimateKeyword)) return false;
  const isAlone = dsaKeywords.every((word) => word.startsWith(intimateKeyword));
  return isAlone || clause.topics === undefined || isAbout(clause, ofIntimateImages, intimateTopics);
}

/** What the matcher found a clause by, as the rules above ask for it. */
export function foundBy(evidence: readonly Evidence[]): Required<Pick<ClauseFound, "found" | "topics">> {
  const topics = evidence.flatMap(({ values = {} }) => [values.topic ?? [], values.otherTopic ?? []].flat());
  return { found: evidence.map(({ text }) => text), topics };
}

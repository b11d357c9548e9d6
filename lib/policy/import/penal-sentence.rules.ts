import { adopt, type Node, node } from "./node.rules";

/** Sentences are short; what is longer is read up to here, so that no expression walks far. */
const far = 1200;
const will = "(?:will|shall|may|can|are|is)";
const someone = "\\b(?:who|which|that)\\b";
const such = "(?:including(?:,? but not limited to)?|such as)[, ]+";
const taken = "(?:will|shall|may|can) be (?:taken|imposed|applied)\\b";
const means = "\\b(?:actions?|measures|sanctions|penalties)\\b";
const penal = new RegExp(
  `${someone}.{0,500}?\\b${will}\\b(?: also)? (?:be )?(?:subject|punish|penal|suspend|remov|terminat|delist|fin|ban|block|clos|sanction)`,
  "iu",
);
const followed = new RegExp(`${means}.{0,600}?\\b${taken}.{0,80}?${someone}`, "iu");
const conduct = new RegExp(`${someone}.{0,500}?,? ${such}(.{5,200}?),? ${will}\\b`, "iu");
const listOfMeasures = new RegExp(`${means},? ${such}(.{5,500}?),?(?: etc\\.?)?,? ${taken}`, "iu");
const consequence =
  /\b(?:(?:will|shall|may) be subject to|has the right to|(?:will|shall|may) be (?=suspend|remov|bann|block|clos|terminat|fin|delist|expel))\s*(?:an? )?(.+?)(?=\s+and \S+ has the right|[;.](?:\s|$)|$)/giu;

/** Sentences without breaking after "etc." in the middle or at a point inside a name. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[a-z)”"]\.)\s+(?=["“]?\p{Lu})/u).filter((sentence) => sentence !== "");
}

export function isPenal(sentence: string): boolean {
  const start = sentence.slice(0, far);
  return penal.test(start) || followed.test(start);
}

/**
 * A sentence that says who is punished for what is a rule of its own, though it stands in a paragraph with others, and the
 * conduct that it lists by name ("including a and b, will be subject to") are rules under it.
 */
export function penalParts(at: Node): Node[] {
  const sentences = sentencesOf(at.text);
  const index = sentences.findIndex(isPenal);
  if (index < 0) return [at];
  const parts =
    index === 0 ? [sentences.join(" ")] : [sentences.slice(0, index).join(" "), sentences.slice(index).join(" ")];
  const nodes = parts.map((text) =>
    node("item", at.from, at.to, { scheme: "para", text, parent: at.parent, damaged: at.damaged }),
  );
  const last = nodes.at(-1);
  if (last) {
    last.kind = "prohibition";
    for (const words of namedConduct(sentences[index] ?? ""))
      adopt(last, node("item", at.from, at.to, { scheme: "part", title: words, text: words, kind: "prohibition" }));
    if (last.children.length > 0) last.kind = "general";
  }
  return nodes;
}

function namedConduct(sentence: string): string[] {
  if (listOfMeasures.test(sentence.slice(0, far))) return [];
  const list = conduct.exec(sentence.slice(0, far))?.[1];
  if (!list) return [];
  const parts = list
    .split(/,\s*(?:and |or )?|\s+(?:and|or)\s+/u)
    .map((words) => words.trim())
    .filter(Boolean);
  return parts.length > 1 && parts.every((words) => words.split(/\s+/).length <= 6) ? parts : [];
}

/** The measures that the sentence names, in its own words. */
export function measuresNamed(sentence: string): string[] {
  const list = listOfMeasures.exec(sentence.slice(0, far))?.[1];
  if (list)
    return list
      .split(/,\s*(?:and |or )?/u)
      .map((words) => words.trim())
      .filter((words) => words !== "" && !/^etc\.?$/u.test(words));
  return [...sentence.slice(0, far).matchAll(consequence)].map(([, words = ""]) => words.trim());
}

import type { Evidence } from "@/lib/matching/contract";
import type { Translate } from "@/messages/load";

type Said = Pick<Evidence, "text" | "code" | "values" | "context" | "disguise">;

/** Why the matcher points at some words, as a sentence in the reader's language. `words`: the catalogue `matching`. */
export function reasonIn(words: Translate, { text, code, values, context, disguise }: Said): string {
  const topic = (key: string | undefined) => (key && words.has(`topics.${key}`) ? words(`topics.${key}`) : (key ?? ""));
  // Rows of an older matcher may name less; a case must open all the same.
  const shown = { text, other: "", ...values, topic: topic(values.topic), otherTopic: topic(values.otherTopic) };
  const reason = words(`reasons.${code}`, shown);
  const asides = [disguise && words(`disguises.${disguise}`), context && words(`contexts.${context}`)].filter(Boolean);
  return asides.length > 0 ? words("withAsides", { reason, asides: asides.join(words("betweenAsides")) }) : reason;
}

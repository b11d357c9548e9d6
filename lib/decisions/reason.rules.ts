import type { Evidence } from "@/lib/matching/contract";
import type { Translate } from "@/messages/load";

type Said = Pick<Evidence, "text" | "code" | "values" | "context" | "disguise">;

/**
 * What to say of a piece: two words that count because they stand together are one reason, though each is marked in the
 * text; the second is said in the words of the first.
 */
export function saidAs<Piece extends Said>(piece: Piece, pieces: readonly Piece[]): Piece {
  if (piece.code !== "together") return piece;
  const earlier = pieces.slice(0, pieces.indexOf(piece));
  return earlier.find((one) => one.code === "together" && isMirror(one.values, piece.values)) ?? piece;
}

function isMirror(one: Said["values"], other: Said["values"]): boolean {
  return (
    one.text === other.other &&
    one.other === other.text &&
    one.topic === other.otherTopic &&
    one.otherTopic === other.topic
  );
}

/**
 * Why the matcher points at some words, as a sentence in the reader's language; it says so where they are the notifier's and
 * not the content's. `words`: the catalogue `matching`.
 */
export function reasonIn(words: Translate, said: Said, where = "text"): string {
  const reason = plainReason(words, said);
  return where === "explanation" ? words("inNotifiersWords", { reason }) : reason;
}

function plainReason(words: Translate, { text, code, values, context, disguise }: Said): string {
  const topic = (key: string | undefined) => (key && words.has(`topics.${key}`) ? words(`topics.${key}`) : (key ?? ""));
  // Rows of an older matcher may name less; a case must open all the same.
  const shown = { text, other: "", ...values, topic: topic(values.topic), otherTopic: topic(values.otherTopic) };
  const reason = words(`reasons.${code}`, shown);
  const asides = [disguise && words(`disguises.${disguise}`), context && words(`contexts.${context}`)].filter(Boolean);
  return asides.length > 0 ? words("withAsides", { reason, asides: asides.join(words("betweenAsides")) }) : reason;
}

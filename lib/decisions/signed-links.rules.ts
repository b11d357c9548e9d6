import type { StatementPart } from "@/db/schema";

/** The signed part of an address in a letter: whoever holds it may appeal in the addressee's name. */
const signed = /(https?:\/\/\S+?\/(?:decision|notice)\/)[^\s/?#]+/g;

/** A letter as the desk may read it: the addressee's own links are not handed to a colleague. */
export function withoutSignedLinks(parts: readonly StatementPart[]): StatementPart[] {
  return parts.map((part) => ({
    ...part,
    paragraphs: part.paragraphs.map((paragraph) => paragraph.replace(signed, "$1…")),
  }));
}

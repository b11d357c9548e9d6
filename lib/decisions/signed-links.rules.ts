import type { StatementPart } from "@/db/schema";
import { readLink, type SignedLink, signLink } from "./link.rules";

/** The signed part of an address in a letter: whoever holds it may appeal in the addressee's name. */
const signed = /(https?:\/\/\S+?\/(?:decision|notice|measure|order)\/)[^\s/?#]+/g;

/** A letter as the desk may read it: the addressee's own links are not handed to a colleague. */
export function withoutSignedLinks(parts: readonly StatementPart[]): StatementPart[] {
  return parts.map((part) => ({
    ...part,
    paragraphs: part.paragraphs.map((paragraph) => paragraph.replace(signed, "$1…")),
  }));
}

const ownToken = /(https?:\/\/\S+?\/(?:decision|measure)\/)([A-Za-z0-9_-]+)/g;

/**
 * A letter as its addressee reads it after its link was replaced: the words as they were sent, with the link that works
 * today where they name their own.
 */
export function withCurrentLinks(
  parts: readonly StatementPart[],
  { id, serial }: SignedLink,
  key: string,
): StatementPart[] {
  const renew = (text: string) =>
    text.replace(ownToken, (whole, place: string, token: string) =>
      readLink(token, key)?.id === id ? `${place}${signLink(id, key, serial)}` : whole,
    );
  return parts.map((part) => ({ ...part, paragraphs: part.paragraphs.map(renew) }));
}

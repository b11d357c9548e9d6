import type { MessagePart } from "@/lib/platform/letter.rules";

/**
 * The ways to object that are left once a complaint was made: the letter's invitation to complain online, with the
 * sentence about its last day, gives way to where the complaint stands. Bodies and courts stay as they were told.
 */
export function redressLeft(part: MessagePart, appealPath: string): MessagePart {
  const at = part.paragraphs.findIndex((paragraph) => paragraph.includes(appealPath));
  return at < 0 ? part : { ...part, paragraphs: part.paragraphs.filter((_, place) => place < at || place > at + 1) };
}

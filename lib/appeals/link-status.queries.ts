import "server-only";
import { database } from "@/db/client";
import { statusOf } from "@/lib/platform/http";
import { decisionAtLink } from "./addressee.queries";

/** What proxy.ts asks before a page is rendered; filled at the start, because proxy.ts itself knows no database. */
const place = globalThis as typeof globalThis & { recourseLink?: (token: string) => Promise<LinkAnswer> };

/** `language`: that of the letter at the link, which the page around it takes on; null where nothing is shown. */
export type LinkAnswer = { status: number | null; language: string | null };

/** The HTTP status of a link that shows nothing (404, 410), or null with the letter's language where it opens a decision. */
export async function linkAnswer(token: string, now: Date = new Date()): Promise<LinkAnswer> {
  const found = await decisionAtLink(await database(), token, now);
  return found.ok ? { status: null, language: found.value.language } : { status: statusOf[found.code], language: null };
}

/** A page of Next cannot set its own status and be whole without script: the proxy does it, and asks here. */
export function answerLinkStatus(): void {
  place.recourseLink = linkAnswer;
}

import "server-only";
import { database } from "@/db/client";
import { statusOf } from "@/lib/platform/http";
import { decisionAtLink } from "./addressee.queries";

/** What proxy.ts asks before a page is rendered; filled at the start, because proxy.ts itself knows no database. */
const place = globalThis as typeof globalThis & { recourseLinkStatus?: (token: string) => Promise<number | null> };

/** The HTTP status of a link that shows nothing (404, 410), or null where it opens a decision. */
export async function linkStatus(token: string, now: Date = new Date()): Promise<number | null> {
  const found = await decisionAtLink(await database(), token, now);
  return found.ok ? null : statusOf[found.code];
}

/** A page of Next cannot set its own status and be whole without script: the proxy does it, and asks here. */
export function answerLinkStatus(): void {
  place.recourseLinkStatus = linkStatus;
}

import "server-only";
import { database } from "@/db/client";
import { addressOf, allow, trackingAllowance } from "@/lib/platform/rate-limit";
import { isOpenedBy } from "./queries";

type Status = (reference: string, key: string, headers: Headers) => Promise<number | null>;
/** What proxy.ts asks before a page is rendered; filled at the start, because proxy.ts itself knows no database. */
const place = globalThis as typeof globalThis & { recourseTrackingStatus?: Status };

/**
 * The HTTP status of a report's page: 404 where reference and key open nothing, null where they do. Who asks too often
 * gets 429 for either, as the page itself says, so that the status gives no key away.
 */
export const trackingStatus: Status = async (reference, key, headers) => {
  if (!allow("tracking status", addressOf(headers), trackingAllowance, new Date()).granted) return 429;
  return (await isOpenedBy(await database(), reference, key)) ? null : 404;
};

export function answerTrackingStatus(): void {
  place.recourseTrackingStatus = trackingStatus;
}

import "server-only";
import { type Allowance, type Bucket, draw, type Grant } from "./rate-limit.rules";

const most = 20_000;
const place = globalThis as typeof globalThis & { recourseBuckets?: Map<string, Bucket> };

/**
 * Counts one request of `who` for `what`. Kept in this process only: with several processes each allows as much, and
 * nobody's network address is ever stored.
 */
export function allow(what: string, who: string, allowance: Allowance, now: Date): Grant {
  place.recourseBuckets ??= new Map();
  const buckets = place.recourseBuckets;
  const key = `${what}\n${who}`;
  const { bucket, grant } = draw(buckets.get(key), allowance, now.getTime());
  buckets.delete(key);
  // The one longest unseen makes room: a Map keeps its keys in the order they were set.
  if (buckets.size >= most) buckets.delete(buckets.keys().next().value ?? "");
  buckets.set(key, bucket);
  return grant;
}

/** Headers that tell a caller where they stand. */
export function rateHeaders(grant: Grant): Record<string, string> {
  return {
    "x-ratelimit-limit": String(grant.limit),
    "x-ratelimit-remaining": String(grant.remaining),
    "x-ratelimit-reset": String(grant.reset),
    ...(grant.granted ? {} : { "retry-after": String(grant.retryAfter) }),
  };
}

/** The network address a request came from, as far as the proxy in front tells; for counting, never for storing. */
export function addressOf(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",")[0]?.trim().slice(0, 60) || "direct";
}

import "server-only";
import { isPeerTold, isProduction, peerHeader, trustedProxies } from "./env";
import { type Allowance, type Bucket, draw, type Grant } from "./rate-limit.rules";
import { clientAddress } from "./sign-in.rules";

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

/** What one network address without a key may do: as fast as people write. A demo, where one person tries everything, is not held to it. */
export function visitorAllowance(): Allowance {
  return isProduction() ? { limit: 60, windowMs: 600_000 } : { limit: 60_000, windowMs: 60_000 };
}

/** Looks at tracking pages, right keys and wrong: nobody tries keys one after another. */
export const trackingAllowance: Allowance = { limit: 100, windowMs: 600_000 };

/** Headers that tell a caller where they stand. */
export function rateHeaders(grant: Grant): Record<string, string> {
  return {
    "x-ratelimit-limit": String(grant.limit),
    "x-ratelimit-remaining": String(grant.remaining),
    "x-ratelimit-reset": String(grant.reset),
    ...(grant.granted ? {} : { "retry-after": String(grant.retryAfter) }),
  };
}

/** The network address a request came from, as far as it can be believed; for counting, never for storing. */
export function addressOf(headers: Pick<Headers, "get">): string {
  const forwardedFor = headers.get("x-forwarded-for") ?? undefined;
  const peer = isPeerTold() ? (headers.get(peerHeader) ?? undefined) : undefined;
  return clientAddress({ forwardedFor, peer }, trustedProxies()).slice(0, 60);
}

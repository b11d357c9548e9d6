import { createHash, timingSafeEqual } from "node:crypto";

/** How many failed tries are too many: per e-mail address, and ten times that per network address (an office shares one). */
export function isLockedOut(failed: { forEmail: number; forAddress: number }, allowed: number): boolean {
  return failed.forEmail >= allowed || failed.forAddress >= allowed * 10;
}

/** What is known of where a request came from: what the header says, and who is at the other end of the connection. */
export type Sender = { forwardedFor: string | undefined; peer: string | undefined };

/**
 * The network address to count tries for. Each proxy appends the address it saw to X-Forwarded-For, so only the last
 * `proxies` entries can be believed; what stands before them was written by the caller, and with no proxy all of it was.
 * Whoever sends fewer entries came past a proxy, and counts as who they are.
 */
export function clientAddress({ forwardedFor, peer }: Sender, proxies: number): string {
  const seen = (forwardedFor ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  return (proxies > 0 ? seen.at(-proxies) : undefined) ?? peer ?? "direct";
}

/** next-auth's anti-forgery token, out of its cookie (`token|sha256(token + secret)`); null when it is not one of ours. */
export function csrfTokenIn(cookie: string | undefined, secret: string): string | null {
  const [token, proof] = (cookie ?? "").split("|");
  if (!token || !proof) return null;
  const expected = Buffer.from(createHash("sha256").update(`${token}${secret}`).digest("hex"));
  const given = Buffer.from(proof);
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

/** Where to go after sign-in: a path of ours, whatever was asked for; another site's address leads to `fallback`. */
export function pathToGo(asked: string | undefined, ours: string, fallback = "/queue"): string {
  if (!asked) return fallback;
  try {
    const url = new URL(asked, ours);
    if (url.origin !== new URL(ours).origin) return fallback;
    const path = url.pathname + url.search;
    // "//host" would leave us again; the sign-in page and the API are no place to arrive at.
    const nowhere = path === "/" || path.startsWith("//") || /^\/(sign-in|api)(\/|\?|$)/.test(path);
    return nowhere ? fallback : path;
  } catch {
    return fallback;
  }
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** True when the page was opened under another name of this machine than the product's own: cookies would not follow. */
export function isOtherNameOfThisMachine(host: string | null, ours: string): boolean {
  const own = new URL(ours).host;
  return host !== null && host !== own && loopback.test(host) && loopback.test(own);
}

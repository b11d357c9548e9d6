import "server-only";
import { lookup } from "node:dns/promises";
import { type ClientRequest, type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSafe } from "node:https";
import { isIP } from "node:net";
import { type AddressRefusal, hostOf, portOf, readAddress } from "./address.rules";
import { isPublicAddress } from "./address-guard";

/** Why nothing came. The first ones stay true however often one asks; `isForNow` tells them apart. */
export type FetchRefusal =
  | AddressRefusal
  | "address_private"
  | "too_many_redirects"
  | "too_large"
  | "gone"
  | "unknown_host"
  | "unreachable"
  | "timeout"
  | "cut_off"
  | "status";
export type Fetched = { ok: true; bytes: Uint8Array } | { ok: false; why: FetchRefusal };

const passing: ReadonlySet<FetchRefusal> = new Set(["unknown_host", "unreachable", "timeout", "cut_off", "status"]);

/** Whether asking again later may help. */
export function isForNow(why: FetchRefusal): boolean {
  return passing.has(why);
}

export type Limits = { mostBytes: number; timeoutMs: number };

/** How names become addresses, and which places may be asked although they are not on the open internet. */
export type Network = {
  resolve: (host: string) => Promise<string[]>;
  isAllowed: (address: string, port: number) => boolean;
};

const mostRedirects = 5;

/**
 * The network as it is. MEDIA_FETCH_ALLOW names places inside that may be asked all the same, as `address:port`
 * separated by commas: whoever keeps the machine says so, and no screen does.
 */
export function openNetwork(allowed = process.env.MEDIA_FETCH_ALLOW ?? ""): Network {
  const places = new Set(allowed.split(",").flatMap((part) => part.trim() || []));
  return {
    resolve: async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address),
    isAllowed: (address, port) => places.has(isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`),
  };
}

class Stopped extends Error {
  constructor(readonly why: FetchRefusal) {
    super(why);
  }
}

/**
 * The one address that is connected to. Looked up once and checked, then asked by number: a name that means another
 * machine a moment later (DNS rebinding) leads nowhere. One private address among several refuses them all.
 */
async function checkedAddress(url: URL, network: Network): Promise<string> {
  const host = hostOf(url);
  const addresses = isIP(host) ? [host] : await network.resolve(host).catch(() => []);
  const [first] = addresses;
  if (!first) throw new Stopped("unknown_host");
  const port = portOf(url);
  if (!addresses.every((address) => isPublicAddress(address) || network.isAllowed(address, port)))
    throw new Stopped("address_private");
  return first;
}

function ask(url: URL, address: string, signal: AbortSignal): Promise<IncomingMessage> {
  const host = hostOf(url);
  const isSafe = url.protocol === "https:";
  const options = {
    host: address,
    port: portOf(url),
    path: `${url.pathname}${url.search}`,
    method: "GET",
    // Nothing that tells of this desk or of whoever reported: no cookie, no referrer, no name.
    headers: { host: url.host, accept: "image/*, video/*", "accept-encoding": "identity" },
    agent: false as const,
    signal,
    ...(isSafe && !isIP(host) ? { servername: host } : {}),
  };
  return new Promise((resolve, reject) => {
    const made: ClientRequest = isSafe ? requestSafe(options, resolve) : requestPlain(options, resolve);
    made.once("error", reject).end();
  });
}

/** The body, no further than `most` bytes whatever was announced; half a body is none. */
async function bodyOf(answer: IncomingMessage, most: number): Promise<Uint8Array> {
  if (Number(answer.headers["content-length"] ?? 0) > most) throw new Stopped("too_large");
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.byteLength;
    if (size > most) throw new Stopped("too_large");
    parts.push(part);
  }
  if (!answer.complete) throw new Stopped("cut_off");
  return Buffer.concat(parts);
}

function refusalOf(status: number): FetchRefusal | null {
  if (status === 200) return null;
  // Not found, gone, forbidden for legal reasons: it will not come back by asking. The rest may.
  return status === 404 || status === 410 || status === 451 ? "gone" : "status";
}

async function follow(start: URL, limits: Limits, network: Network, signal: AbortSignal): Promise<Uint8Array> {
  let url = start;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const answer = await ask(url, await checkedAddress(url, network), signal);
    try {
      const { statusCode = 0, headers } = answer;
      if (statusCode < 300 || statusCode >= 400 || !headers.location) {
        const why = refusalOf(statusCode);
        if (why) throw new Stopped(why);
        return await bodyOf(answer, limits.mostBytes);
      }
      const next = URL.canParse(headers.location, url) ? readAddress(new URL(headers.location, url).href) : null;
      if (!next?.ok) throw new Stopped(next?.why ?? "address_unreadable");
      url = next.url;
    } finally {
      answer.destroy();
    }
  }
  throw new Stopped("too_many_redirects");
}

/**
 * Gets a file from an address that somebody outside chose. Every hop is checked anew (scheme, port, no private network);
 * bytes and time are limited, the time for all of it together. Never throws for what the other side does.
 */
export async function fetchGuarded(text: string, limits: Limits, network: Network = openNetwork()): Promise<Fetched> {
  const start = readAddress(text);
  if (!start.ok) return start;
  const signal = AbortSignal.timeout(limits.timeoutMs);
  try {
    // Raced, because a look-up of a name cannot be stopped.
    const late = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(new Stopped("timeout")), { once: true });
    });
    return { ok: true, bytes: await Promise.race([follow(start.url, limits, network, signal), late]) };
  } catch (error) {
    if (error instanceof Stopped) return { ok: false, why: error.why };
    if (signal.aborted) return { ok: false, why: "timeout" };
    const isCut =
      error instanceof Error && "code" in error && (error.code === "ECONNRESET" || error.message === "aborted");
    return { ok: false, why: isCut ? "cut_off" : "unreachable" };
  }
}

import { alwaysTracking, trackingOfHost, trackingPrefixes } from "./tracking-parameters.rules";

/** Why a location cannot be used; each is a key of the catalogue `failures`. */
export type LocationProblem = "required" | "location_scheme" | "location_unreadable" | "location_unknown";
export type LocationKey = { ok: true; key: string } | { ok: false; reason: LocationProblem };

const scheme = /^([a-z][a-z0-9+.-]*):/i;
/** Schemes that run or hide something instead of naming a place. */
const neverPlaces = new Set([
  "javascript",
  "data",
  "vbscript",
  "file",
  "blob",
  "about",
  "view-source",
  "filesystem",
  "jar",
  "ws",
  "wss",
  "mailto",
  "tel",
]);
/** `ftp://` and `weixin://` open in no browser of the desk, so nobody could look at what was reported. */
const otherAddress = /^[a-z][a-z0-9+.-]*:\/\//i;
/** The platform's own id of a thing: numbers, codes, base64. docs/api.md names the same signs and the same length. */
const platformId = /^[A-Za-z0-9_][A-Za-z0-9._:/=+-]{0,199}$/;
const bareHost = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}(?::\d+)?(?:[/?#]|$)/u;
/** Fragments that name a thing of their own: a route of a one-page app, or one comment under a post. */
const meaningfulFragment =
  /^#(?:!?\/|(?:comment|review|reply|post|msg|message|feedback|answer|question|item|c|p)[-_=:]?\d)/i;

/**
 * The form of a location by which reports of one thing find each other; two locations with the same key are the same
 * item. An http(s) address loses what does not change what is shown: case of the host, `www.`, default port, sign-in
 * part, fragment, tracking parameters, order of parameters, a slash at the end. The platform's own id of a thing is compared
 * as it is. The key of a key is that key.
 * Refuses addresses that no browser opens as a place (`javascript:`, `ftp://`), and what is neither address nor id.
 */
export function locationKey(typed: string): LocationKey {
  const text = withoutInvisible(typed).normalize("NFC").trim();
  if (text === "") return { ok: false, reason: "required" };
  const named = scheme.exec(text)?.[1]?.toLowerCase();
  if (named && neverPlaces.has(named)) return { ok: false, reason: "location_scheme" };
  if (named === "http" || named === "https") return addressKey(text);
  if (otherAddress.test(text)) return { ok: false, reason: "location_scheme" };
  if (bareHost.test(text)) return addressKey(`https://${text}`);
  return platformId.test(text) ? { ok: true, key: text } : { ok: false, reason: "location_unknown" };
}

const parts = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#\\]*)([^?#]*)(\?[^#]*)?(#.*)?$/is;

/**
 * A location as letters print it and colleagues see it: as it was written, without its sign-in part and without the
 * parameters that say who shared it (a share link of WeChat names the notifier). Cleaning it again changes nothing.
 */
export function cleanLocation(typed: string): string {
  const text = withoutInvisible(typed).normalize("NFC").trim().replace(/\s+/gu, " ");
  const found = parts.exec(bareHost.test(text) ? `https://${text}` : text);
  if (!found) return text;
  const [, start = "", authority = "", path = "", search = "", hash = ""] = found;
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const named = isAddress(start) ? plainHost(parsed(`https://${host}`)?.hostname ?? host) : null;
  const fragment = meaningfulFragment.test(hash) || named === null ? cleanFragment(hash, named) : "";
  return `${start}${host}${path}${untracked(search, named)}${fragment}`;
}

/** The route of a one-page app may have parameters of its own: "#/post/1?utm_source=x". */
function cleanFragment(hash: string, host: string | null): string {
  const at = hash.indexOf("?");
  return at < 0 ? hash : `${hash.slice(0, at)}${untracked(hash.slice(at), host)}`;
}

/** "?a=1&b=2" without what tracks; a place of the platform's own app (no host) may carry those of any host. */
function untracked(search: string | undefined, host: string | null): string {
  const kept = (search ?? "")
    .slice(1)
    .split("&")
    .filter((pair) => {
      const [name] = new URLSearchParams(pair).keys();
      return name !== undefined && !(host === null ? isTrackingAnywhere(name) : isTracking(name, host));
    });
  return kept.length > 0 ? `?${kept.join("&")}` : "";
}

function isTrackingAnywhere(name: string): boolean {
  return isTracking(name, "") || trackingOfHost.some(({ names }) => names.has(name.toLowerCase()));
}

/** True when a browser could open it: only these are ever shown as links. */
export function isAddress(location: string): boolean {
  return /^https?:\/\//i.test(location.trim());
}

/** Browsers drop tabs and line breaks inside an address, so `java\nscript:` is that scheme; zero-width characters hide it from people. */
function withoutInvisible(text: string): string {
  return text.replace(/[\p{Cc}\u200b-\u200d\u2060\ufeff]/gu, "");
}

function addressKey(text: string): LocationKey {
  if (!/^https?:\/\/[^/\\]/i.test(text)) return { ok: false, reason: "location_unreadable" };
  const url = parsed(text);
  if (!url || url.hostname === "" || url.hostname === ".") return { ok: false, reason: "location_unreadable" };
  const host = plainHost(url.hostname);
  const port = url.port === "" || url.port === "80" || url.port === "443" ? "" : `:${url.port}`;
  const path = plainEscapes(url.pathname).replace(/\/+$/, "");
  const fragment = meaningfulFragment.test(url.hash) ? plainEscapes(cleanFragment(url.hash, host)) : "";
  return { ok: true, key: `https://${host}${port}${path}${query(url, host)}${fragment}` };
}

function plainHost(hostname: string): string {
  return hostname.replace(/\.$/, "").replace(/^(?:www\.)+(?=.+\.)/, "");
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function query(url: URL, host: string): string {
  const kept = [...url.searchParams].filter(([name]) => !isTracking(name, host));
  if (kept.length === 0) return "";
  const pairs = kept.map(
    ([name, value]) => `${encodeURIComponent(name.normalize("NFC"))}=${encodeURIComponent(value.normalize("NFC"))}`,
  );
  return `?${pairs.sort((a, b) => (a < b ? -1 : 1)).join("&")}`;
}

function isTracking(name: string, host: string): boolean {
  const lower = name.toLowerCase();
  if (alwaysTracking.has(lower) || trackingPrefixes.some((prefix) => lower.startsWith(prefix))) return true;
  return trackingOfHost.some(
    ({ suffix, names }) => (host === suffix || host.endsWith(`.${suffix}`)) && names.has(lower),
  );
}

/** One spelling for each escaped character: letters and digits unescaped, the rest in capitals. */
function plainEscapes(path: string): string {
  return path.replace(/%[0-9a-f]{2}/gi, (escaped) => {
    const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : escaped.toUpperCase();
  });
}

/** Why an address of a picture is not even asked, in codes of the catalogue `media`. */
export type AddressRefusal = "address_unreadable" | "address_scheme" | "address_credentials" | "address_port";

/** An address as far as its text tells: http or https, without a password, on a port of the web. */
export function readAddress(text: string): { ok: true; url: URL } | { ok: false; why: AddressRefusal } {
  if (!URL.canParse(text)) return { ok: false, why: "address_unreadable" };
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") return { ok: false, why: "address_scheme" };
  if (url.username !== "" || url.password !== "") return { ok: false, why: "address_credentials" };
  // Below 1024 other services listen, and some of them read what they take for their own protocol.
  const port = portOf(url);
  if (port !== 80 && port !== 443 && port < 1024) return { ok: false, why: "address_port" };
  return { ok: true, url };
}

/** The port that is asked, also where the address names none. */
export function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}

/** The host without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}

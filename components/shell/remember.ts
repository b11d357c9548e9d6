import { zoneCookie } from "@/i18n/locales";
import { preferenceCookie } from "./preferences";

export function remember(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve
  document.cookie = preferenceCookie(name, value);
}

function remembered(name: string): string | undefined {
  const found = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${name}=`));
  return found && decodeURIComponent(found.slice(name.length + 1));
}

/** Tells the server in which zone this browser is; true when it did not know yet, and what it wrote is in another one. */
export function rememberZone(): boolean {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || remembered(zoneCookie) === zone) return false;
  remember(zoneCookie, zone);
  return true;
}

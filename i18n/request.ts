import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { loadMessages } from "@/messages/load";
import { defaultLocale, isLocale, localeAccepted, localeCookie, zoneCookie, zoneOrUtc } from "./locales";

/**
 * Language and zone of one request: on a letter's page the letter's language (proxy.ts names it), so that nobody reads
 * half of it in another; else the person's own choice, then the browser's, then English. No `now`: it would grow stale
 * on the client.
 */
export default getRequestConfig(async ({ locale: asked }) => {
  const [jar, sent] = [await cookies(), await headers()];
  const chosen = asked ?? sent.get("x-letter-language") ?? jar.get(localeCookie)?.value;
  const locale = isLocale(chosen) ? chosen : (localeAccepted(sent.get("accept-language")) ?? defaultLocale);
  return { locale, messages: loadMessages(locale), timeZone: zoneOrUtc(jar.get(zoneCookie)?.value) };
});

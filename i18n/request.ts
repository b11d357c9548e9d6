import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { loadMessages } from "@/messages/load";
import {
  isTrackingPath,
  letterLocaleCookie,
  localeCookie,
  localeOfPage,
  promisedLanguage,
  zoneCookie,
  zoneOrUtc,
} from "./locales";

/** Language and zone of one request, as `localeOfPage` settles it. No `now`: it would grow stale on the client. */
export default getRequestConfig(async ({ locale: asked }) => {
  const [jar, sent] = [await cookies(), await headers()];
  const path = sent.get("x-path") ?? "";
  const locale = localeOfPage({
    asked,
    pickedForLetter: jar.get(letterLocaleCookie)?.value,
    letter: sent.get("x-letter-language"),
    isTracking: isTrackingPath(path),
    picked: jar.get(localeCookie)?.value,
    promised: promisedLanguage(path),
    accepted: sent.get("accept-language"),
  });
  return { locale, messages: loadMessages(locale), timeZone: zoneOrUtc(jar.get(zoneCookie)?.value) };
});

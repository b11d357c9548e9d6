import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { loadMessages } from "@/messages/load";
import {
  letterLocaleCookie,
  localeCookie,
  localeOfPage,
  promisedLanguage,
  publicLocaleCookie,
  speaksAllLanguages,
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
    speaksAll: speaksAllLanguages(path),
    picked: jar.get(localeCookie)?.value,
    pickedInPublic: jar.get(publicLocaleCookie)?.value,
    promised: promisedLanguage(path),
    accepted: sent.get("accept-language"),
  });
  return { locale, messages: loadMessages(locale), timeZone: zoneOrUtc(jar.get(zoneCookie)?.value) };
});

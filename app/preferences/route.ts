import { isTheme, letterAt, preferenceCookie, themeCookie, wayBack } from "@/components/shell/preferences";
import {
  isLetterLanguage,
  letterLocaleCookie,
  localeCookie,
  publicLocaleCookie,
  speaksAllLanguages,
  unpromised,
} from "@/i18n/locales";

/** Keeps a reader's language or theme, chosen by the plain form at the foot of public pages, and leads back there. */
export async function POST(request: Request): Promise<Response> {
  const form = await request.formData().catch(() => new FormData());
  const back = wayBack(request.headers.get("referer"), request.headers.get("host"));
  const [locale, theme] = [form.get("locale"), form.get("theme")];
  const headers = new Headers({ location: isLetterLanguage(locale) ? unpromised(back) : back });
  // A letter's page speaks the letter's language until somebody chooses another one there: for that letter alone.
  const letter = letterAt(back);
  // Somebody of the desk who reads the public form in Polish keeps the language that they work in.
  const kept = letter || speaksAllLanguages(back) ? publicLocaleCookie : localeCookie;
  if (isLetterLanguage(locale)) headers.append("set-cookie", preferenceCookie(kept, locale));
  if (isLetterLanguage(locale) && letter)
    headers.append("set-cookie", preferenceCookie(letterLocaleCookie, locale, letter));
  if (isTheme(theme)) headers.append("set-cookie", preferenceCookie(themeCookie, theme));
  return new Response(null, { status: 303, headers });
}

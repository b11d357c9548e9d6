import { isTheme, preferenceCookie, themeCookie } from "@/components/shell/preferences";
import { isLocale, localeCookie } from "@/i18n/locales";
import { changePreferences } from "@/lib/people/change-preferences.command";
import { jsonBody, respond } from "@/lib/platform/http";
import { fail, ok } from "@/lib/platform/result";
import { actorForWrite, currentActor, noActor } from "@/lib/platform/session";

/** Who is signed in here: what another tab or a test needs to know, and nothing more. */
export async function GET(): Promise<Response> {
  const actor = await currentActor();
  if (!actor) return respond(await noActor());
  const { id, name, role, locale } = actor;
  return respond(ok({ id, name, role, locale }));
}

/** Language (kept with the person, and in this browser) and theme (in this browser only). */
export async function PATCH(request: Request): Promise<Response> {
  const actor = await actorForWrite(request);
  if (!actor) return respond(await noActor());
  const body = await jsonBody(request, 10_000);
  if (!body.ok) return respond(body, { locale: actor.locale });
  const { locale, theme } = Object(body.value) as { locale?: unknown; theme?: unknown };
  const wrong = (field: string, options: string) =>
    fail("invalid", "invalid", { fields: [{ field, reason: "not_one_of", values: { options } }] });
  if (theme !== undefined && !isTheme(theme))
    return respond(wrong("theme", "system, light, dark"), { locale: actor.locale });
  if (locale !== undefined) {
    const changed = await changePreferences(actor, { locale });
    if (!changed.ok) return respond(changed, { locale: actor.locale });
  }
  const response = respond(ok({}));
  if (isLocale(locale)) response.headers.append("set-cookie", preferenceCookie(localeCookie, locale));
  if (isTheme(theme)) response.headers.append("set-cookie", preferenceCookie(themeCookie, theme));
  return response;
}

import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { DemoSignIns } from "@/components/people/demo-sign-ins";
import { SignInForm } from "@/components/people/sign-in-form";
import { Notice } from "@/components/ui/notice";
import { demoSignIns } from "@/lib/people/demo.store";
import { one } from "@/lib/platform/asked.rules";
import { appUrl, secrets } from "@/lib/platform/env";
import { currentPerson } from "@/lib/platform/session";
import { csrfTokenIn, isOtherNameOfThisMachine, pathToGo } from "@/lib/platform/sign-in.rules";
import { signInReason } from "@/lib/platform/sign-in-reason.rules";
import { translatorFor } from "@/messages/load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.signIn"))("title") };
}

type Search = { next?: string; callbackUrl?: string; error?: string };
type Props = { searchParams: Promise<{ [Key in keyof Search]: string | string[] }> };

/** next-auth's anti-forgery token and the page asked for, out of the cookies it set. */
async function fromCookies() {
  const jar = await cookies();
  const isSecure = appUrl().startsWith("https://");
  return {
    csrfToken: csrfTokenIn(jar.get(`${isSecure ? "__Host-" : ""}next-auth.csrf-token`)?.value, secrets().session),
    asked: jar.get(`${isSecure ? "__Secure-" : ""}next-auth.callback-url`)?.value,
  };
}

/** Sign-in by e-mail and password: a plain form, so it works without script; the script only keeps what was typed. */
export default async function SignInPage({ searchParams }: Props) {
  const search = await searchParams;
  const [next, callbackUrl, error] = [search.next, search.callbackUrl, search.error].map(
    (value) => one(value) || undefined,
  );
  const { csrfToken, asked } = await fromCookies();
  // After a wrong password next-auth leads back without the page asked for; its cookie still knows it.
  const path = pathToGo(next ?? callbackUrl ?? (error ? asked : undefined), appUrl());
  if (isOtherNameOfThisMachine((await headers()).get("host"), appUrl()))
    redirect(`${appUrl()}/sign-in?next=${encodeURIComponent(path)}`);
  const person = await currentPerson();
  if (person) redirect(person.mustChangePassword ? `/sign-in/password?next=${encodeURIComponent(path)}` : path);
  // The first visit has no token yet; next-auth sets it on the way back here. Coming back without one, cookies are blocked.
  if (!csrfToken && callbackUrl === undefined) redirect(`/api/auth/signin?callbackUrl=${encodeURIComponent(path)}`);
  const t = await getTranslations("people.signIn");
  const failures = translatorFor(await getLocale(), "failures");
  const reason = signInReason(error);
  const demo = demoSignIns();
  const hidden = { csrfToken: csrfToken ?? "", callbackUrl: path };
  return (
    <div className="grid gap-8">
      <header className="grid gap-2">
        <h1 className="text-28 font-semibold tracking-tight">{t("title")}</h1>
        <p className="reading text-ink-soft">{t("lead")}</p>
      </header>
      {csrfToken ? (
        <SignInForm
          hidden={hidden}
          firstError={reason && failures(reason)}
          words={{
            email: t("email"),
            password: t("password"),
            submit: t("submit"),
            problem: t("problem"),
            sign_in_wrong: failures("sign_in_wrong"),
            sign_in_locked: failures("sign_in_locked"),
            sign_in_failed: failures("sign_in_failed"),
            network: t("network"),
          }}
        />
      ) : (
        <Notice tone="caution" title={t("cookies.title")}>
          {t("cookies.text")}
        </Notice>
      )}
      {csrfToken && demo.length > 0 ? <DemoSignIns people={demo} hidden={hidden} /> : null}
      <p className="reading text-ink-soft">{t("forgotten")}</p>
    </div>
  );
}

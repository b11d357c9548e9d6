import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { TrackingWrong } from "@/components/intake/tracking-wrong";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { Reference } from "@/components/ui/reference";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { promisedLanguage, promising } from "@/i18n/locales";
import { trackNotice } from "@/lib/intake/queries";
import { trackingPath } from "@/lib/intake/reference.rules";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { appUrl } from "@/lib/platform/env";
import { addressOf, allow, trackingAllowance } from "@/lib/platform/rate-limit";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("intake.sent"))("title") };
}

type Props = { searchParams: Promise<Asked> };

/** Confirms one report: its reference, the link that follows it, and what happens now. */
export default async function SentPage({ searchParams }: Props) {
  const asked = await searchParams;
  const [reference, key] = [one(asked.reference), one(asked.key)];
  const now = new Date();
  const sent = await headers();
  if (!allow("tracking", addressOf(sent), trackingAllowance, now).granted)
    return <Notice tone="caution" title={(await getTranslations("intake.track"))("tooMany")} role="alert" />;
  const tracked = await trackNotice(await database(), reference, key, { kind: "public" }, now);
  if (!tracked.ok) return <TrackingWrong reference={reference} />;
  const t = await getTranslations("intake.sent");
  const promised = promisedLanguage(sent.get("x-path") ?? "");
  const path = promising(trackingPath(tracked.value.reference, key), promised);
  return (
    <div className="grid gap-8">
      <header className="grid gap-3">
        <h1 className="text-28 font-semibold tracking-tight">{t("title")}</h1>
        <p className="grid gap-1">
          {t("lead")}
          <Reference className="text-28 font-semibold">{tracked.value.reference}</Reference>
        </p>
      </header>
      <div className="grid gap-3 border-y border-line py-6">
        <p className="reading">{t("keep")}</p>
        <p>
          <TextLink href={path} className="break-all">{`${appUrl()}${path}`}</TextLink>
        </p>
        {tracked.value.hasEmail ? <p className="reading">{t("mail")}</p> : null}
      </div>
      <section className="grid gap-2">
        <h2 className="text-20 font-semibold">{t("nextTitle")}</h2>
        <p className="reading">{t("next")}</p>
      </section>
      <div className="no-print flex flex-wrap gap-3">
        <LinkButton href={path} look="primary">
          {t("link")}
        </LinkButton>
        <LinkButton href={promising("/report", promised)}>{t("another")}</LinkButton>
      </div>
    </div>
  );
}

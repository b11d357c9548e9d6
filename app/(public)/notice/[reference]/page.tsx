import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { TrackedNoticeView } from "@/components/intake/tracked-notice";
import { TrackingForm } from "@/components/intake/tracking-form";
import { TrackingWrong } from "@/components/intake/tracking-wrong";
import { Notice } from "@/components/ui/notice";
import { database } from "@/db/client";
import { withOutcomeLinks } from "@/lib/decisions/tracked.queries";
import { trackNotice } from "@/lib/intake/queries";
import { addressOf, allow, trackingAllowance } from "@/lib/platform/rate-limit";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("intake.track"))("title") };
}

type Props = { params: Promise<{ reference: string }>; searchParams: Promise<{ key?: string }> };

/** Where a report stands, for whoever holds its key; without one, the form that asks for it. */
export default async function TrackedPage({ params, searchParams }: Props) {
  const [{ reference }, { key }] = [await params, await searchParams];
  const t = await getTranslations("intake.track");
  const now = new Date();
  const typed = decodeURIComponent(reference);
  if (!allow("tracking", addressOf(await headers()), trackingAllowance, now).granted)
    return <Notice tone="caution" title={t("tooMany")} role="alert" />;
  const tracked = key ? await trackNotice(await database(), typed, key, { kind: "public" }, now) : null;
  if (tracked?.ok) return <TrackedNoticeView notice={withOutcomeLinks(tracked.value)} />;
  if (tracked) return <TrackingWrong reference={typed} />;
  return (
    <div className="grid gap-8">
      <h1 className="text-28 font-semibold tracking-tight">{t("title")}</h1>
      <p className="reading text-ink-soft">{t("keyNeeded")}</p>
      <TrackingForm reference={typed} secret="" errors={{ reference: null, key: null }} />
    </div>
  );
}

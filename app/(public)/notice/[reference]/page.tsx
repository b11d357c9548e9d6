import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { TrackedNoticeView } from "@/components/intake/tracked-notice";
import { TrackingForm } from "@/components/intake/tracking-form";
import { TrackingWrong } from "@/components/intake/tracking-wrong";
import { Notice } from "@/components/ui/notice";
import { database } from "@/db/client";
import { ownDisputes } from "@/lib/appeals/dispute-known.queries";
import { withOutcomeLinks } from "@/lib/decisions/tracked.queries";
import { helpForNotice } from "@/lib/intake/help.queries";
import { trackNotice } from "@/lib/intake/queries";
import { type Asked, one, readable } from "@/lib/platform/asked.rules";
import { addressOf, allow, trackingAllowance } from "@/lib/platform/rate-limit";
import { sendToDesk, takeBack } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("intake.track"))("title") };
}

type Props = { params: Promise<{ reference: string }>; searchParams: Promise<Asked> };

/** Where a report stands, for whoever holds its key; without one, the form that asks for it. */
export default async function TrackedPage({ params, searchParams }: Props) {
  const { reference } = await params;
  const key = one((await searchParams).key);
  const t = await getTranslations("intake.track");
  const now = new Date();
  const typed = readable(reference);
  if (!allow("tracking", addressOf(await headers()), trackingAllowance, now).granted)
    return <Notice tone="caution" title={t("tooMany")} role="alert" />;
  const db = await database();
  const tracked = key ? await trackNotice(db, typed, key, { kind: "public" }, now) : null;
  if (tracked?.ok) {
    const help = await helpForNotice(db, tracked.value.reference);
    const told = tracked.value.items.flatMap(({ statementId }) => statementId ?? []);
    const known = await ownDisputes(db, told);
    const disputes = tracked.value.items.flatMap(({ location, statementId }) => {
      const dispute = known.get(statementId ?? "");
      return dispute ? [{ location, ...dispute }] : [];
    });
    const actions = { write: sendToDesk, withdraw: takeBack };
    const notice = await withOutcomeLinks(db, tracked.value);
    return <TrackedNoticeView {...{ notice, help, actions, disputes }} secret={key} />;
  }
  if (tracked) return <TrackingWrong reference={typed} />;
  return (
    <div className="grid gap-8">
      <h1 className="text-28 font-semibold tracking-tight">{t("title")}</h1>
      <p className="reading text-ink-soft">{t("keyNeeded")}</p>
      <TrackingForm reference={typed} secret="" errors={{ reference: null, key: null }} />
    </div>
  );
}

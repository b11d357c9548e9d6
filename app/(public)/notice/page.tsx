import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { TrackingForm } from "@/components/intake/tracking-form";
import { readTracking } from "@/components/intake/tracking-form.rules";
import { trackingPath } from "@/lib/intake/reference.rules";
import { type Asked, one } from "@/lib/platform/asked.rules";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("intake.track"))("title") };
}

type Props = { searchParams: Promise<Asked> };

/** Leads a notifier from what they have (a link, or reference and key) to their report. */
export default async function TrackPage({ searchParams }: Props) {
  const asked = await searchParams;
  const typed = { reference: one(asked.reference), key: one(asked.key) };
  const read = readTracking(typed);
  if (read.reference && read.key) redirect(trackingPath(read.reference, encodeURIComponent(read.key)));
  const t = await getTranslations("intake.track");
  const isAsked = asked.reference !== undefined;
  const errors = isAsked
    ? { reference: read.reference ? null : t("referenceWrong"), key: read.key ? null : t("keyNeeded") }
    : { reference: null, key: null };
  return (
    <div className="grid gap-8">
      <header className="grid gap-3">
        <h1 className="text-28 font-semibold tracking-tight">{t("title")}</h1>
        <p className="reading text-ink-soft">{t("lead")}</p>
      </header>
      <TrackingForm reference={typed.reference} secret={typed.key} errors={errors} />
    </div>
  );
}

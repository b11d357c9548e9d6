import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotFoundMessage } from "@/components/shell/not-found-message";
import { database } from "@/db/client";
import { inLanguage } from "@/lib/decisions/localised.rules";
import { platformNames } from "@/lib/intake/queries";
import { settingsFor } from "@/lib/platform/settings";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("misusePolicy"))("title") };
}

const sides = ["content", "reports"] as const;

/** The policy on misuse, for everybody: what counts, from when, for how long, with examples (DSA Art. 23(4)). */
export default async function MisusePolicyPage({ params }: { params: Promise<{ platform: string }> }) {
  const { platform } = await params;
  const db = await database();
  const known = (await platformNames(db)).find(({ id }) => id === platform);
  // Not `notFound()`: that page is blank without script. proxy.ts sets the status.
  if (!known) return <NotFoundMessage />;
  const t = await getTranslations("misusePolicy");
  const settings = await settingsFor(db, platform);
  const name = inLanguage(known.name, await getLocale());
  const numbers = {
    percent: settings.misusePercent,
    days: settings.misuseWindowDays,
    warning: settings.misuseWarningDays,
    most: settings.misuseMostDays,
  };
  return (
    <article className="grid gap-8">
      <header className="grid gap-3">
        <h1 className="text-28 font-semibold tracking-tight">{t("title")}</h1>
        <p className="reading text-ink-soft">{t("lead", { platform: name })}</p>
      </header>
      {sides.map((side, at) => (
        <section key={side} className="grid gap-3">
          <h2 className="text-20 font-semibold">
            {at + 1}. {t(`${side}.title`)}
          </h2>
          <p className="reading">
            {t(`${side}.when`, {
              ...numbers,
              count: side === "content" ? settings.misuseContentMarks : settings.misuseReportMarks,
            })}
          </p>
          <p className="reading">{t(`${side}.what`, numbers)}</p>
          <p className="reading">{t(`${side}.example`)}</p>
        </section>
      ))}
      <section className="grid gap-3">
        <h2 className="text-20 font-semibold">3. {t("weighing.title")}</h2>
        <p className="reading">{t("weighing.text")}</p>
        <p className="reading">{t("weighing.length", numbers)}</p>
        <p className="reading">{t("weighing.redress")}</p>
      </section>
    </article>
  );
}

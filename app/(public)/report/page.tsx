import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NoticeForm } from "@/components/intake/notice-form";
import { emptyForm } from "@/components/intake/notice-form.rules";
import { noticeFormWords } from "@/components/intake/notice-form-words";
import { Localised } from "@/components/ui/localised";
import { database } from "@/db/client";
import { platformNames } from "@/lib/intake/queries";
import { translatorFor } from "@/messages/load";
import { sendNotice } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("intake.report");
  return { title: t("title"), robots: { index: true, follow: true } };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The report form; a platform's button can lead here with `?platform=&location=` filled in. */
export default async function ReportPage({ searchParams }: Props) {
  const t = await getTranslations("intake.report");
  const locale = await getLocale();
  const { platform, location } = await searchParams;
  const platforms = (await platformNames(await database())).map(({ id, name }) => ({
    value: id,
    label: <Localised value={name} />,
  }));
  const start = emptyForm({ platform: oneOf(platform), location: [location ?? []].flat().join("\n").slice(0, 10_000) });
  return (
    <div className="grid gap-8">
      <header className="grid gap-3">
        <h1 className="text-28 font-semibold tracking-tight">{t("title")}</h1>
        <p className="reading text-ink-soft">{t("lead")}</p>
      </header>
      <NoticeForm
        action={sendNotice}
        start={start}
        platforms={platforms}
        words={noticeFormWords(translatorFor(locale, "intake"))}
      />
    </div>
  );
}

function oneOf(value: string | string[] | undefined): string {
  return [value ?? []].flat()[0] ?? "";
}

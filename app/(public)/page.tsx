import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";

export const metadata: Metadata = { robots: { index: true, follow: true } };

/** The way in for people who report, wait, or disagree. */
export default async function HomePage() {
  const t = await getTranslations("site.home");
  return (
    <div className="grid gap-10">
      <header className="grid gap-4">
        <h1 className="text-28 font-semibold tracking-tight">{t("title")}</h1>
        <p className="reading text-ink-soft">{t("lead")}</p>
      </header>
      <ul className="grid divide-y divide-line border-y border-line">
        <Way title={t("report.title")} text={t("report.text")}>
          <LinkButton href="/report" look="primary">
            {t("report.action")}
          </LinkButton>
        </Way>
        <Way title={t("track.title")} text={t("track.text")}>
          <LinkButton href="/notice">{t("track.action")}</LinkButton>
        </Way>
        <Way title={t("appeal.title")} text={t("appeal.text")} />
      </ul>
      <p className="text-ink-soft">
        {t("staff")}{" "}
        <a href="/sign-in" className="link">
          {t("signIn")}
        </a>
      </p>
    </div>
  );
}

function Way({ title, text, children }: { title: string; text: string; children?: React.ReactNode }) {
  return (
    <li className="grid items-center gap-x-8 gap-y-4 py-6 sm:grid-cols-[1fr_11rem]">
      <div className="grid gap-1.5">
        <h2 className="text-20 font-semibold">{title}</h2>
        <p className="reading text-ink-soft">{text}</p>
      </div>
      {children}
    </li>
  );
}

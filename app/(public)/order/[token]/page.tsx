import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { LetterPart } from "@/components/appeals/letter";
import { LinkClosed } from "@/components/appeals/link-closed";
import { Localised } from "@/components/ui/localised";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { markOrderLetterRead } from "@/lib/decisions/order-letter.command";
import { orderLetterAtLink } from "@/lib/decisions/order-letter.queries";
import { isFetchedAhead } from "@/lib/platform/fetched-ahead";
import { addressOf, allow, trackingAllowance } from "@/lib/platform/rate-limit";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ token: string }> };

/** One person's matter: not for search engines. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await orderLetterAtLink(await database(), (await params).token);
  const t = await getTranslations("addressee");
  const title = found.ok ? found.value.subject : t("closed.link_unknown.title");
  return { title, robots: { index: false, follow: false, noarchive: true } };
}

/** What an authority ordered about somebody and its effect, at their signed link (DSA Art. 9(5), 10(5); O3). */
export default async function OrderLetterPage({ params }: Props) {
  const { token } = await params;
  const t = await getTranslations("addressee");
  const asked = await headers();
  if (!allow("tracking", addressOf(asked), trackingAllowance, new Date()).granted)
    return <Notice tone="caution" title={(await getTranslations("intake.track"))("tooMany")} role="alert" />;
  const found = await orderLetterAtLink(await database(), token);
  if (!found.ok) return <LinkClosed reason={found.reason} />;
  const { id, language, subject, parts, reference, platform, isRead } = found.value;
  if (!isRead && !isFetchedAhead(asked)) await markOrderLetterRead({ kind: "public" }, { letterId: id });
  return (
    <article className="grid gap-6">
      <header className="grid gap-3">
        <p className="text-14 text-ink-soft">
          {t.rich("summary", { reference, platform: () => <Localised value={platform} /> })}
        </p>
        <h1 lang={language} className="text-28 font-semibold tracking-tight">
          {subject}
        </h1>
      </header>
      <div lang={language} className="grid gap-6">
        {parts.map((part) => (
          <LetterPart key={part.id} part={part} />
        ))}
      </div>
      <p>
        <TextLink href={`/order/${token}/letter.pdf`}>{t("download")}</TextLink>
      </p>
    </article>
  );
}

import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { ComplaintForm } from "@/components/appeals/complaint-form";
import { ComplaintWindow } from "@/components/appeals/complaint-window";
import { Letter } from "@/components/appeals/letter";
import { LinkClosed } from "@/components/appeals/link-closed";
import { Sent } from "@/components/appeals/own-appeal";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { database } from "@/db/client";
import { readMisuseLetter } from "@/lib/misuse/link.command";
import { misuseAtLink } from "@/lib/misuse/own.queries";
import { isFetchedAhead } from "@/lib/platform/fetched-ahead";
import { addressOf, allow, trackingAllowance } from "@/lib/platform/rate-limit";
import { sendMisuseAppeal } from "./actions";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const title = (await getTranslations("addressee.form"))("title");
  return { title, robots: { index: false, follow: false, noarchive: true } };
}

/** A letter about misuse at its link, for its addressee alone, with the complaint against the suspension. */
export default async function MeasurePage({ params }: Props) {
  const { token } = await params;
  const t = await getTranslations("addressee");
  const asked = await headers();
  if (!allow("tracking", addressOf(asked), trackingAllowance, new Date()).granted)
    return <Notice tone="caution" title={(await getTranslations("intake.track"))("tooMany")} role="alert" />;
  if (!isFetchedAhead(asked)) await readMisuseLetter({ kind: "public" }, { token });
  const found = await misuseAtLink(await database(), token, new Date());
  if (!found.ok) return <LinkClosed reason={found.reason} />;
  const { letter, mayAppeal, appeal, answer, decisionPath, window } = found.value;
  const newest = answer ?? letter;
  // An outcome shows with the letter that gives its reasons.
  const came = answer && appeal?.outcome ? appeal.outcome : "received";
  return (
    <div className="grid gap-8">
      <h1 lang={newest.language} className="text-28 font-semibold tracking-tight">
        {newest.subject}
      </h1>
      {came === "reversed" ? <Notice tone="information" title={t("state.reversed.title")} /> : null}
      {appeal ? (
        <section className="grid gap-2">
          <h2 className="text-20 font-semibold">{t("yours.title")}</h2>
          <p>{t(`yours.states.${came}`)}</p>
          <p className="font-mono">{appeal.reference}</p>
          <Sent text={appeal.text} files={appeal.files} />
        </section>
      ) : null}
      {answer && answer.subject !== letter.subject ? (
        <Letter {...answer} level={2} className="border-b border-line pb-6" />
      ) : null}
      <Letter {...letter} level={2} />
      {decisionPath ? (
        <LinkButton href={decisionPath} look="primary" className="justify-self-start">
          {t("held.decision")}
        </LinkButton>
      ) : null}
      {mayAppeal ? (
        <section className="grid gap-4">
          <h2 className="text-20 font-semibold">{t("form.title")}</h2>
          <ComplaintWindow window={window} mayAppeal />
          <ComplaintForm action={sendMisuseAppeal} token={token} />
        </section>
      ) : appeal ? null : (
        <ComplaintWindow window={window} mayAppeal={false} />
      )}
    </div>
  );
}

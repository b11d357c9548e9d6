import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { AppealForm } from "@/components/appeals/appeal-form";
import { Letter } from "@/components/appeals/letter";
import { LinkClosed } from "@/components/appeals/link-closed";
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
  const { letter, mayAppeal, appeal, decisionPath } = found.value;
  const words = { text: t("form.text"), hint: t("form.hint"), send: t("form.send"), problem: t("form.problem") };
  return (
    <div className="grid gap-8">
      <h1 lang={letter.language} className="text-28 font-semibold tracking-tight">
        {letter.subject}
      </h1>
      <Letter {...letter} level={2} />
      {appeal ? (
        <section className="grid gap-2">
          <h2 className="text-20 font-semibold">{t("filed.already")}</h2>
          <p className="font-mono">{appeal.reference}</p>
          {appeal.reasons ? <p className="reading whitespace-pre-wrap">{appeal.reasons}</p> : null}
        </section>
      ) : null}
      {decisionPath ? (
        <LinkButton href={decisionPath} look="primary" className="justify-self-start">
          {t("held.decision")}
        </LinkButton>
      ) : null}
      {mayAppeal ? (
        <section className="grid gap-4">
          <h2 className="text-20 font-semibold">{t("form.title")}</h2>
          <AppealForm action={sendMisuseAppeal} token={token} words={words} />
        </section>
      ) : null}
    </div>
  );
}

import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ComplaintForm } from "@/components/appeals/complaint-form";
import { ContestedDecision } from "@/components/appeals/contested-decision";
import { HeldAppeal } from "@/components/appeals/held-appeal";
import { LinkClosed } from "@/components/appeals/link-closed";
import { OwnAppeal } from "@/components/appeals/own-appeal";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import type { AddresseeView } from "@/lib/appeals/contract";
import { dayWithZone } from "@/lib/platform/letter.rules";
import { readDecision } from "../read-decision";
import { sendAppeal } from "./actions";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ filed?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const title = (await getTranslations("addressee.form"))("title");
  return { title, robots: { index: false, follow: false, noarchive: true } };
}

/** The form, one click from the decision, with the decision beside it (A4); or what became of the appeal that is there. */
export default async function AppealPage({ params, searchParams }: Props) {
  const { token } = await params;
  const found = await readDecision(token);
  if (!found.ok) return <LinkClosed reason={found.reason} />;
  const view = found.value;
  const path = `/decision/${token}`;
  if (view.mayAppeal) return <Form view={view} token={token} path={path} />;
  if (view.appeal || view.held)
    return <Filed view={view} path={path} isNew={(await searchParams).filed !== undefined} />;
  return <Cannot view={view} path={path} />;
}

async function Form({ view, token, path }: { view: AddresseeView; token: string; path: string }) {
  const t = await getTranslations("addressee");
  const locale = await getLocale();
  return (
    <div className="grid gap-8">
      <header className="grid gap-3">
        <h1 className="text-28 font-semibold tracking-tight">{t("form.title")}</h1>
        <p className="reading text-ink-soft">{t("form.lead")}</p>
        <p className="reading">
          {view.window.endsOn ? t("appeal.until", { day: dayWithZone(view.window.endsOn, view.zone, locale) }) : null}{" "}
          {t("appeal.free")}
        </p>
      </header>
      {view.appeal ? <Notice tone="information" title={t("form.again")} /> : null}
      <ContestedDecision view={view} path={path} />
      <ComplaintForm action={sendAppeal} token={token} />
    </div>
  );
}

async function Filed({ view, path, isNew }: { view: AddresseeView; path: string; isNew: boolean }) {
  const t = await getTranslations("addressee.filed");
  return (
    <div className="grid gap-8">
      <h1 className="text-28 font-semibold tracking-tight">{isNew ? t("title") : t("already")}</h1>
      {view.held ? <HeldAppeal held={view.held} zone={view.zone} /> : null}
      {view.appeal && !view.held ? <OwnAppeal appeal={view.appeal} language={view.language} isTitled={false} /> : null}
      {view.appeal?.answer ? null : <p className="reading text-ink-soft">{t("keep")}</p>}
      <LinkButton href={path} className="justify-self-start">
        {t("back")}
      </LinkButton>
    </div>
  );
}

function cannotReason({ letter, state }: AddresseeView) {
  if (letter === "referral" || letter === "cleared") return `appeal_${letter}` as const;
  return state === "standing" ? "appeal_window_closed" : "appeal_decision_reversed";
}

async function Cannot({ view, path }: { view: AddresseeView; path: string }) {
  const t = await getTranslations("addressee.cannot");
  const failures = await getTranslations("failures");
  return (
    <div className="grid justify-items-start gap-3">
      <h1 className="text-28 font-semibold tracking-tight">{t("title")}</h1>
      <p className="reading text-ink-soft">{failures(cannotReason(view))}</p>
      <LinkButton href={path} className="mt-3">
        {t("back")}
      </LinkButton>
    </div>
  );
}

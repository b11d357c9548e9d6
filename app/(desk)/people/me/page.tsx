import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { LanguageForm } from "@/components/people/language-form";
import { PasswordForm } from "@/components/people/password-form";
import { PeopleTabs } from "@/components/people/people-tabs";
import { ProgramsList } from "@/components/people/programs-list";
import { SessionsList } from "@/components/people/sessions-list";
import { VeilForm } from "@/components/people/veil-form";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { platformNames } from "@/lib/administration/queries";
import { ownVeil } from "@/lib/decisions/veil.queries";
import { actingPrograms } from "@/lib/people/consent.queries";
import { personPage } from "@/lib/people/queries";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.me"))("title") };
}

/** The programs that act for people, with their platforms in the reader's language. */
async function programsFor(personId: string) {
  const db = await database();
  const isHans = (await getLocale()) === "zh-Hans";
  const names = new Map((await platformNames(db)).map(({ id, name }) => [id, isHans ? name.hans : name.en]));
  return (await actingPrograms(db, personId)).map(({ platformIds, lastUsedAt, allowedAt, ...program }) => ({
    ...program,
    platforms: platformIds.map((platform) => names.get(platform) ?? platform),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    allowedAt: allowedAt?.toISOString() ?? null,
  }));
}

export default async function OwnAccountPage() {
  const actor = await pageActor("self.change");
  const person = await personPage(await database(), actor.id, new Date());
  if (!person) notFound();
  const t = await getTranslations("people");
  const role = await getTranslations("common.roles");
  const media = await getTranslations("media.own");
  const sessions = person.sessions.map(({ id, createdAt, lastSeenAt, userAgent }) => ({
    id,
    userAgent,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  }));
  const programs = await programsFor(actor.id);
  return (
    <Page>
      <PageHeader
        title={t("me.title")}
        summary={t("me.summary", { name: person.name, role: role(person.role), email: person.email })}
      />
      <PeopleTabs current="me" maySeeList={can(actor, "people.view")} maySeeDay={can(actor, "case.claim")} />
      <Panel title={t("sessions.title")} isFlush={sessions.length > 0}>
        <SessionsList sessions={sessions} currentId={actor.sessionId} pathOf="own" />
      </Panel>
      <Panel title={t("programs.title")} isFlush={programs.length > 0}>
        <ProgramsList programs={programs} readerRole={actor.role} />
      </Panel>
      <Panel title={t("me.passwordTitle")}>
        {person.isDemo ? <p className="text-ink-soft">{t("me.demo")}</p> : <PasswordForm />}
      </Panel>
      {can(actor, "media.reveal") ? (
        <Panel title={media("title")}>
          <VeilForm own={await ownVeil(await database(), actor)} />
        </Panel>
      ) : null}
      <Panel title={t("me.languageTitle")}>
        <LanguageForm />
      </Panel>
    </Page>
  );
}

import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LanguageForm } from "@/components/people/language-form";
import { NotAllowed } from "@/components/people/not-allowed";
import { PasswordForm } from "@/components/people/password-form";
import { PeopleTabs } from "@/components/people/people-tabs";
import { SessionsList } from "@/components/people/sessions-list";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { personPage } from "@/lib/people/queries";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.me"))("title") };
}

export default async function OwnAccountPage() {
  const actor = await pageActor("self.change");
  const person = actor && (await personPage(await database(), actor.id, new Date()));
  if (!actor || !person) return <NotAllowed />;
  const t = await getTranslations("people");
  const role = await getTranslations("common.roles");
  const sessions = person.sessions.map(({ id, createdAt, lastSeenAt, userAgent }) => ({
    id,
    userAgent,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  }));
  return (
    <Page>
      <PageHeader
        title={t("me.title")}
        summary={t("me.summary", { name: person.name, role: role(person.role), email: person.email })}
      />
      <PeopleTabs current="me" maySeeList={can(actor, "people.view")} />
      <Panel title={t("sessions.title")} isFlush={sessions.length > 0}>
        <SessionsList sessions={sessions} currentId={actor.sessionId} pathOf="own" />
      </Panel>
      <Panel title={t("me.passwordTitle")}>
        {person.isDemo ? <p className="text-ink-soft">{t("me.demo")}</p> : <PasswordForm />}
      </Panel>
      <Panel title={t("me.languageTitle")}>
        <LanguageForm />
      </Panel>
    </Page>
  );
}

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { PersonPage } from "@/lib/people/contract";
import type { SkillChoices } from "@/lib/queue/contract";
import { Page } from "../ui/page";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { exactTime } from "../ui/time.rules";
import { AccountActions } from "./account-actions";
import { PersonStatus } from "./person-status";
import { QualificationsPanel } from "./qualifications-panel";
import { RoleForm } from "./role-form";
import { EndAllSessions, SessionsList } from "./sessions-list";
import { SkillsForm } from "./skills-form";
import { SkillsInWords } from "./skills-in-words";

type Props = {
  person: PersonPage;
  choices: SkillChoices;
  isSelf: boolean;
  mayManage: boolean;
  mayQualify: boolean;
  maySeeAudit: boolean;
};

/** One person as admins, supervisors and auditors see them; only admins find buttons here, and none for themselves. */
export function PersonView({ person, choices, isSelf, mayManage, mayQualify, maySeeAudit }: Props) {
  const t = useTranslations("people");
  const role = useTranslations("common.roles");
  const skill = useTranslations("skills");
  const locale = useLocale();
  const { id, name, sessionVersion, isDemo } = person;
  // Days are whole days in UTC; the stored end is the first moment that no longer counts.
  const day = (instant: Date) => exactTime(instant, locale, "UTC", "day");
  const sessions = person.sessions.map((session) => ({
    id: session.id,
    userAgent: session.userAgent,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
  }));
  const qualifications = person.qualifications.map(({ validFrom, validUntil, ...one }) => ({
    ...one,
    from: day(validFrom),
    until: validUntil && day(new Date(Math.max(validFrom.getTime(), validUntil.getTime() - 1))),
  }));
  return (
    <Page>
      <PageHeader
        above={
          <TextLink href="/people" via={Link}>
            {t("list.title")}
          </TextLink>
        }
        title={name}
        beside={<PersonStatus person={person} />}
        summary={`${role(person.role)} · ${person.email}`}
        actions={
          maySeeAudit ? (
            <span className="flex gap-4">
              <TextLink href={`/audit?actor=${id}`} via={Link}>
                {t("person.did")}
              </TextLink>
              <TextLink href={`/audit?subjectKind=person&subject=${id}`} via={Link}>
                {t("person.changes")}
              </TextLink>
            </span>
          ) : null
        }
      />
      <p className="text-ink-soft">
        {t("person.since")} <Time value={person.createdAt} show="day" />
        {isSelf ? (
          <>
            {" · "}
            {t("person.self")}{" "}
            <TextLink href="/people/me" via={Link}>
              {t("me.title")}
            </TextLink>
          </>
        ) : null}
      </p>
      {mayManage ? (
        <Panel title={t("role.title")}>
          <RoleForm person={person} />
        </Panel>
      ) : null}
      <Panel title={skill("title")}>
        {mayManage ? (
          <SkillsForm person={person} choices={choices} />
        ) : (
          <SkillsInWords skills={person.skills} team={person.team} choices={choices} />
        )}
      </Panel>
      <Panel title={t("qualifications.title")}>
        <QualificationsPanel personId={id} qualifications={qualifications} mayChange={mayQualify} />
      </Panel>
      <Panel
        title={t("sessions.title")}
        isFlush={sessions.length > 0}
        aside={
          mayManage && sessions.length > 0 ? (
            <EndAllSessions personId={id} sessionVersion={sessionVersion} name={name} />
          ) : null
        }
      >
        <SessionsList sessions={sessions} pathOf={mayManage ? "admin" : null} />
      </Panel>
      {mayManage ? (
        <Panel title={t("account.title")}>
          <AccountActions person={{ id, name, sessionVersion, isDemo, isDisabled: person.disabledAt !== null }} />
        </Panel>
      ) : null}
    </Page>
  );
}

import type { ReactNode } from "react";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import { keyPermissions } from "@/lib/administration/rules";
import { permissions, permissionTable } from "@/lib/platform/permissions.rules";
import { type Catalogue, loadMessages } from "@/messages/load";
import { AuditFilterForm } from "../audit/audit-filter";
import { AuditTable } from "../audit/audit-table";
import { EntryView } from "../audit/entry-view";
import { VerifyLog } from "../audit/verify-log";
import { CameBack } from "../settings/came-back";
import { KeyForm } from "../settings/key-form";
import { KeyTable } from "../settings/key-table";
import { MailList } from "../settings/mail-list";
import { MailView } from "../settings/mail-view";
import { OutboxTable } from "../settings/outbox-table";
import { ReportButtonForm } from "../settings/report-button-form";
import { ReportButtonPieces } from "../settings/report-button-pieces";
import { SettingRow } from "../settings/setting-row";
import { SettingsListAt } from "../settings/settings-list";
import { UnsentList } from "../settings/unsent-list";
import { AddPersonForm } from "./add-person-form";
import { DemoSignIns } from "./demo-sign-ins";
import {
  acting,
  at,
  entry,
  filter,
  id,
  iso,
  key,
  mail,
  message,
  person,
  platforms,
  program,
  rights,
  session,
  settings,
  shown,
} from "./example-screens";
import { LanguageForm } from "./language-form";
import { NotAllowed } from "./not-allowed";
import { PasswordForm } from "./password-form";
import { PeopleTable } from "./people-table";
import { PeopleTabs } from "./people-tabs";
import { PermissionGrid } from "./permission-grid";
import { PersonView } from "./person-view";
import { ProgramsList } from "./programs-list";
import { SessionsList } from "./sessions-list";
import { ShownOnce } from "./shown-once";

const screens: Record<string, ReactNode> = {
  people: (
    <PeopleTable
      people={[
        { ...person, lastSeenAt: at, isQualified: true },
        { ...person, disabledAt: at, isDemo: true, lastSeenAt: null, isQualified: false },
      ]}
    />
  ),
  "a person": <PersonView person={person} {...rights} />,
  "a disabled person": (
    <PersonView person={{ ...person, disabledAt: at, sessions: [], qualifications: [] }} {...rights} />
  ),
  oneself: <PersonView person={person} {...rights} isSelf mayManage={false} mayQualify={false} maySeeAudit={false} />,
  "adding a person": <AddPersonForm />,
  "own account": (
    <>
      <PeopleTabs current="me" maySeeList={false} />
      <SessionsList sessions={[session]} currentId={id} pathOf="own" />
      <ProgramsList programs={[]} readerRole="admin" />
      <ProgramsList
        programs={[program, { ...program, keyId: "b", platforms: ["WeChat"], lastUsedAt: iso, allowedAt: iso }]}
        readerRole="moderator"
      />
      <PasswordForm />
      <LanguageForm />
    </>
  ),
  permissions: <PermissionGrid />,
  "not allowed": <NotAllowed />,
  "demo sign-ins": (
    <DemoSignIns
      people={[{ name: "Mei Lin", email: "m@example.org", role: "moderator", password: "x" }]}
      hidden={{ csrfToken: "t" }}
    />
  ),
  "a secret": <ShownOnce title="t" text="t" secret="s" />,
  log: (
    <>
      <VerifyLog platforms={platforms} />
      <AuditFilterForm
        filter={filter}
        choices={{ verbs: ["case.decide"], subjectKinds: ["case"], chains: [], people: [{ id, name: "Amara" }] }}
      />
      <AuditTable
        entries={[
          entry,
          {
            ...entry,
            seq: 5,
            actorName: null,
            actorKind: "system",
            actorId: "cli",
            outcome: "viewed",
            subjectKind: null,
          },
        ]}
        platforms={platforms}
      />
    </>
  ),
  "an entry": (
    <EntryView
      entry={{ ...entry, body: "{}", prevHash: "", hash: "a", subjectName: null }}
      isWhole={false}
      platforms={platforms}
    />
  ),
  settings: settings.map((setting) => (
    <SettingRow key={setting.key} setting={setting} platforms={platforms} mayChange maySeeSecret />
  )),
  "settings to read": settings.map((setting) => (
    <SettingRow key={setting.key} setting={setting} platforms={platforms} mayChange={false} />
  )),
  keys: (
    <>
      <SettingsListAt path="/settings/keys" permissions={permissions} />
      <KeyForm platforms={platforms} />
      <KeyTable platforms={platforms} keys={[key, { ...key, id: "b", revokedAt: iso }]} mayManage />
      <KeyTable
        platforms={platforms}
        keys={[
          { ...acting, id: "c" },
          { ...acting, id: "d", allowedBy: ["Mei Lin"] },
        ]}
        mayManage
      />
    </>
  ),
  outbox: <OutboxTable platforms={platforms} messages={[message]} isWaiting mayRetry maySeeAudit />,
  mailbox: (
    <>
      <MailList mails={[mail]} hrefOf={(mailId) => `/mailbox?mail=${mailId}`} />
      <MailView mail={mail} ours="http://127.0.0.1:3000" hrefOf={(mailId) => `/mailbox?mail=${mailId}`} />
      <UnsentList
        view="queued"
        mails={[{ id: "q", kind: "mail.statement", at, why: "busy", letter: { id, subject: "Hello", language: "en" } }]}
      />
      <UnsentList view="undeliverable" mails={[]} />
      <ReportButtonForm
        platforms={[{ value: "wechat", label: "WeChat" }]}
        platform="wechat"
        look="form"
        languages={["de"]}
      />
      <ReportButtonPieces look="link" pieces={[{ language: "de", label: "Melden", snippet: "<a>Melden</a>" }]} />
      <CameBack
        maySettle
        letters={[
          {
            mailId: id,
            kind: "mail.statement",
            statementId: id,
            subject: "Hello",
            language: "en",
            caseId: id,
            about: { reference: "TB-1", href: "/cases/1" },
            takenBy: null,
            addressee: "affected",
            isStatementOfReasons: true,
            bouncedAt: iso,
            reason: "no such person",
          },
          {
            mailId: "b",
            kind: "mail.misuse",
            statementId: null,
            subject: "A warning",
            language: "en",
            caseId: null,
            about: { reference: "", href: "/misuse" },
            takenBy: { id, name: "Mei Lin" },
            addressee: null,
            isStatementOfReasons: false,
            bouncedAt: iso,
            reason: "",
          },
        ]}
      />
    </>
  ),
};

for (const [name, screen] of Object.entries(screens)) {
  test(`the screen “${name}” has all its words in every language`, () => {
    for (const locale of locales) expect(shown(locale, screen).length).toBeGreaterThan(20);
  });
}

test("an admin sees for whom a key may act, and is told where it is allowed before making one", () => {
  const keys = [
    { ...acting, id: "c" },
    { ...acting, id: "d", allowedBy: ["Mei Lin", "Ben Ode"] },
    { ...acting, id: "e", revokedAt: iso },
    key,
  ];
  const table = shown("en", <KeyTable platforms={platforms} keys={keys} mayManage />);
  expect(table).toContain("Allowed by: Mei Lin, Ben Ode");
  expect(table.match(/Nobody has allowed it/g)).toHaveLength(1);
  expect(shown("en", <KeyForm platforms={platforms} />).match(/Each person must allow it themselves/g)).toHaveLength(1);
});

test("the signing secrets are offered beside the receiver's address only to who may see them, and are in no page unasked", () => {
  const page = (maySeeSecret: boolean) =>
    shown(
      "en",
      settings.map((setting) => (
        <SettingRow key={setting.key} setting={setting} platforms={platforms} mayChange maySeeSecret={maySeeSecret} />
      )),
    );
  expect(page(true).match(/Show the signing secret of/g)).toHaveLength(platforms.length);
  expect(page(false)).not.toContain("igning secret");
  expect(page(true)).not.toContain("whsec_");
});

/** Every key of a catalogue, with its dots. */
function keysIn(catalogue: Catalogue, before = ""): string[] {
  return Object.entries(catalogue).flatMap(([name, value]) =>
    typeof value === "string" ? [before + name] : keysIn(value, `${before}${name}.`),
  );
}

test("both languages have the same words for people, settings and the log, and for everything that is listed by code", () => {
  for (const area of ["people", "settings", "audit"]) {
    const [english, chinese] = locales.map((locale) => new Set(keysIn(loadMessages(locale)[area] ?? {})));
    expect(chinese).toEqual(english);
  }
  const [words, settingWords] = [keysIn(loadMessages("en").people ?? {}), keysIn(loadMessages("en").settings ?? {})];
  const used = permissions.filter((permission) => permissionTable[permission].length > 0);
  for (const permission of used) expect(words).toContain(`permissions.labels.${permission.replace(".", "_")}`);
  for (const permission of keyPermissions) expect(settingWords).toContain(`keys.may.${permission.replace(".", "_")}`);
});

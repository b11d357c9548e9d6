import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import { keyPermissions } from "@/lib/administration/rules";
import { boundsOf, settingFacts } from "@/lib/administration/settings.rules";
import type { PersonPage } from "@/lib/people/contract";
import { permissions, permissionTable } from "@/lib/platform/permissions.rules";
import { settingShapes } from "@/lib/platform/settings.rules";
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
import { SettingsTabs } from "../settings/settings-tabs";
import { UnsentList } from "../settings/unsent-list";
import { ToastProvider } from "../ui/toast";
import { AddPersonForm } from "./add-person-form";
import { DemoSignIns } from "./demo-sign-ins";
import { exampleChoices } from "./example-choices";
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

const nowhere = () => undefined;
const router = {
  push: nowhere,
  replace: nowhere,
  refresh: nowhere,
  back: nowhere,
  forward: nowhere,
  prefetch: nowhere,
  bfcacheId: "",
};

/** The markup of a screen in one language; a word that is missing is an error, not a key on the screen. */
function shown(locale: Locale, screen: ReactNode): string {
  const problem = (error: Error) => {
    throw error;
  };
  return renderToString(
    <AppRouterContext value={router}>
      <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC" onError={problem}>
        <QueryClientProvider client={new QueryClient()}>
          <ToastProvider>{screen}</ToastProvider>
        </QueryClientProvider>
      </NextIntlClientProvider>
    </AppRouterContext>,
  );
}

const at = new Date("2026-11-20T10:00:00Z");
const iso = at.toISOString();
const id = "01990000-0000-7000-8000-000000000001";
const session = { id, createdAt: iso, lastSeenAt: iso, userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0" };
const person: PersonPage = {
  id,
  name: "Amara Okafor",
  email: "amara@example.org",
  role: "supervisor",
  isDemo: false,
  disabledAt: null,
  locale: "en",
  sessionVersion: 3,
  skills: { languages: ["en"], platforms: [], groups: [], childSafety: true },
  team: null,
  createdAt: at,
  sessions: [{ ...session, createdAt: at, lastSeenAt: at, expiresAt: at }],
  qualifications: [
    { id, subject: "Complaints", validFrom: at, validUntil: at, state: "ended" },
    { id: "b", subject: "Languages", validFrom: at, validUntil: null, state: "valid" },
    { id: "c", subject: "Law", validFrom: at, validUntil: null, state: "coming" },
  ],
};
const choices = exampleChoices;
const rights = { choices, isSelf: false, mayManage: true, mayQualify: true, maySeeAudit: true };
const entry = {
  seq: 4,
  chain: "desk",
  position: 2,
  at,
  actorKind: "person",
  actorId: id,
  actorName: "Amara",
  verb: "case.decide",
  outcome: "refused",
  subjectKind: "case",
  subjectId: id,
};
const filter = {
  verb: "case.decide",
  actor: "sign-in",
  subjectKind: "key",
  subject: "x",
  outcome: "done",
  chain: "wechat",
  before: undefined,
} as const;
const platforms = [{ id: "wechat", name: { en: "WeChat", hans: "微信" } }];
const key = {
  id,
  name: "Importer",
  platformIds: [],
  permissions: ["notice.create"],
  createdBy: null,
  createdAt: iso,
  revokedAt: null,
  allowedBy: [],
};
const acting = { ...key, permissions: ["case.act"] };
const program = { keyId: id, name: "Importer", platforms: [], madeBy: null, lastUsedAt: null, allowedAt: null };
const message = {
  id,
  kind: "statement.mail",
  platformId: "*",
  attempts: 3,
  runAt: iso,
  createdAt: iso,
  lastError: "refused",
  mayRetry: true,
};
const mail = {
  id,
  to: "a@example.org",
  subject: "Hello",
  body: "See http://127.0.0.1:3000/x",
  language: "en",
  kind: "receipt",
  route: "smtp",
  sentAt: at,
  html: "<p>See</p>",
  number: "<m@desk.example>",
  state: "bounced" as const,
  stateAt: at,
  why: "no such person",
  thread: [{ id: "b", subject: "Hello again", language: "en", sentAt: at }],
};
const settings = (Object.keys(settingShapes) as (keyof typeof settingShapes)[]).map((name) => ({
  key: name,
  ...settingFacts[name],
  ...boundsOf(settingShapes[name]),
  rows: [{ platformId: "*", value: boundsOf(settingShapes[name]).first, changedAt: iso, changedBy: null }],
}));

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
      <SettingsTabs current="keys" may={() => true} />
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

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import type { Locale } from "@/i18n/locales";
import { boundsOf, settingFacts } from "@/lib/administration/settings.rules";
import type { PersonPage } from "@/lib/people/contract";
import { settingShapes } from "@/lib/platform/settings.rules";
import { loadMessages } from "@/messages/load";
import { ToastProvider } from "../ui/toast";
import { exampleChoices } from "./example-choices";

export const nowhere = () => undefined;
export const router = {
  push: nowhere,
  replace: nowhere,
  refresh: nowhere,
  back: nowhere,
  forward: nowhere,
  prefetch: nowhere,
  bfcacheId: "",
};

/** The markup of a screen in one language; a word that is missing is an error, not a key on the screen. */
export function shown(locale: Locale, screen: ReactNode): string {
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

export const at = new Date("2026-11-20T10:00:00Z");
export const iso = at.toISOString();
export const id = "01990000-0000-7000-8000-000000000001";
export const session = {
  id,
  createdAt: iso,
  lastSeenAt: iso,
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
};
export const person: PersonPage = {
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
export const choices = exampleChoices;
export const rights = { choices, isSelf: false, mayManage: true, mayQualify: true, maySeeAudit: true };
export const entry = {
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
export const filter = {
  verb: "case.decide",
  actor: "sign-in",
  subjectKind: "key",
  subject: "x",
  outcome: "done",
  chain: "wechat",
  before: undefined,
} as const;
export const platforms = [
  {
    id: "wechat",
    name: { en: "WeChat", hans: "微信" },
    tier: "online_platform" as const,
    owesDatabase: true,
    owedDatabase: false,
    databaseToken: { state: "none" as const, origin: null, variable: "DATABASE_TOKEN_WECHAT" },
  },
];
export const key = {
  id,
  name: "Importer",
  platformIds: [],
  permissions: ["notice.create"],
  createdBy: null,
  createdAt: iso,
  revokedAt: null,
  allowedBy: [],
};
export const acting = { ...key, permissions: ["case.act"] };
export const program = { keyId: id, name: "Importer", platforms: [], madeBy: null, lastUsedAt: null, allowedAt: null };
export const message = {
  id,
  kind: "statement.mail",
  platformId: "*",
  attempts: 3,
  runAt: iso,
  createdAt: iso,
  lastError: "refused",
  mayRetry: true,
};
export const mail = {
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
export const settings = (Object.keys(settingShapes) as (keyof typeof settingShapes)[]).map((name) => ({
  key: name,
  ...settingFacts[name],
  ...boundsOf(settingShapes[name]),
  rows: [{ platformId: "*", value: boundsOf(settingShapes[name]).first, changedAt: iso, changedBy: null }],
}));

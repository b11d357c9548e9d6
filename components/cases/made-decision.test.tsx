import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import type { MadeDecision } from "@/lib/decisions/made.contract";
import { loadMessages } from "@/messages/load";
import { MadeDecisionPart } from "./made-decision";

const at = "2016-09-07T04:00:00.000Z";
const made: MadeDecision = {
  id: "d1",
  outcome: "violation",
  referredTo: null,
  clause: {
    ref: "Table.4",
    title: { en: "Spam", hans: "垃圾信息" },
    version: "v2",
    edition: "the version of 1 July 2016",
  },
  exempt: null,
  alsoBreaks: ["5.5"],
  legalGround: null,
  facts: "<b>the same words</b>",
  exceptions: [
    {
      letter: "a",
      text: { en: "Quoted to criticise it", hans: "为批评而引用" },
      applies: false,
      why: "Nothing is quoted",
    },
  ],
  findings: [
    { key: "severe", value: true },
    { key: "severityEvidence", value: "<i>the press</i> wrote of it" },
    { key: "repeatCount", value: 7 },
    { key: "reporterRelation", value: "parent" },
  ],
  rationale: "",
  deviation: { code: "milder_context", why: "A first try" },
  override: { ref: "Table.9", title: null, model: "matcher-1", isConfident: true, code: "context" },
  role: "buyer",
  contentDay: "2016-08-18",
  count: 2,
  points: 0,
  why: ["One before, two now."],
  decidedAt: at,
  by: null,
  end: { state: "superseded", at, replacedBy: { caseId: "c2", reference: "TB-20200", decidedAt: at } },
  sanctions: [
    {
      id: "s1",
      label: { en: "Suspend comments", hans: "暂停评论" },
      target: "feature",
      state: "lifted",
      startsAt: at,
      endsAt: "2016-09-14T04:00:00.000Z",
      endedAt: at,
      indefinite: false,
      permanent: false,
      points: 0,
    },
  ],
  letters: [
    {
      id: "l1",
      addressee: "affected",
      letter: "changed",
      subject: "您的评论",
      language: "zh-Hans",
      delivery: "sent",
      sentAt: at,
      state: "sent",
      stateAt: "2025-03-12T10:00:00.000Z",
      why: null,
    },
  ],
  moreLetters: 3,
  appeals: [
    {
      id: "a1",
      reference: "A-7K3P-Q9XD",
      by: "affected",
      state: "notified",
      outcome: "upheld",
      receivedAt: at,
      reasons: "No.",
    },
  ],
};

function shown(locale: Locale, decision: MadeDecision): string {
  const problem = (error: Error) => {
    throw error;
  };
  return renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC" onError={problem}>
      <QueryClientProvider client={new QueryClient()}>
        <MadeDecisionPart decision={decision} zone="Asia/Shanghai" platform="taobao-weitao" />
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
}

test("who reads a decided case sees which exceptions were considered and what was found, in their language", () => {
  const en = shown("en", made).replaceAll("<!-- -->", "");
  for (const words of [
    "that the decision changed",
    "Older letters",
    "Does not apply",
    "Quoted to criticise it",
    "Nothing is quoted",
    "Severe circumstances:",
    "7",
  ])
    expect(en).toContain(words);
  expect(en).toContain("&lt;i&gt;the press");
  const hans = shown("zh-Hans", made).replaceAll("<!-- -->", "");
  for (const words of ["已考虑的例外", "不适用", "为批评而引用", "其他认定"]) expect(hans).toContain(words);
  expect(hans).not.toContain("parent");
});

test.each(locales)("a decision is shown whole in %s, with what took its place, its letter and its appeal", (locale) => {
  const page = shown(locale, made);
  for (const address of ["/cases/c2", "/statements/l1", "/appeals/a1", "/policy/taobao-weitao/v2/Table.4"])
    expect(page).toContain(`href="${address}`);
  expect(page).toContain("&lt;b&gt;the same words");
  expect(page).not.toContain("milder_context");
});

test("who decided is told where the server says it, and appeals are left out where it does not", () => {
  expect(shown("en", made)).toContain("by a colleague");
  expect(shown("en", { ...made, by: { name: "Mei Lin", isMe: false } })).toContain("Mei Lin");
  expect(shown("en", { ...made, appeals: null })).not.toContain("A-7K3P");
});

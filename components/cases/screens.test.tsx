import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import type { CaseView } from "@/lib/decisions/contract";
import { type Catalogue, loadMessages } from "@/messages/load";
import { AccountDesk } from "../accounts/account-desk";
import { DecisionPanel } from "../decisions/decision-panel";
import { freshDraft, withAction } from "../decisions/draft.rules";
import { aCard, aCaseView, aClause } from "../decisions/example-case";
import { MissingList } from "../decisions/missing-list";
import { QueueTable } from "../queue/queue-table";
import { KeysProvider } from "../shell/keys";
import { DecidedNotice } from "./decided-notice";
import { HoldingNotice } from "./holding-notice";
import { OpenCase } from "./open-case";
import { SendingNotice } from "./sending-notice";
import { SetAsideForm } from "./set-aside";

const nothing = () => undefined;
const router = {
  push: nothing,
  replace: nothing,
  refresh: nothing,
  back: nothing,
  forward: nothing,
  prefetch: nothing,
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
          <KeysProvider>{screen}</KeysProvider>
        </QueryClientProvider>
      </NextIntlClientProvider>
    </AppRouterContext>,
  );
}

const account: NonNullable<CaseView["account"]> = {
  id: "a",
  handle: "leaf_花",
  externalId: "tb-990",
  kind: "private",
  jurisdiction: "CN",
  language: "zh-Hans",
  facts: {},
  role: "buyer",
  confirmedStrikes: 1,
  points: 2,
  counters: [{ counter: "TB-R1", role: "buyer", versionRef: "v2", count: 1 }],
  running: [
    { label: { en: "Pause", hans: "暂停" }, endsAt: "2026-11-25T15:59:59Z", indefinite: false, permanent: false },
    { label: { en: "Close" }, endsAt: null, indefinite: true, permanent: false },
  ],
  reEntryBarred: true,
  decisions: (["standing", "undone", "reversed", "superseded"] as const).map((state) => ({
    id: state,
    caseId: "c",
    reference: "TB-20101",
    clauseRef: state === "undone" ? null : "Table.4",
    outcome: "no_violation",
    sanctions: [{ en: "Delete", hans: "删除" }],
    decidedAt: "2026-10-02T10:00:00Z",
    contentDay: "2016-08-01",
    versionRef: "v2",
    role: "buyer",
    state,
    flagged: true,
  })),
};

const notice = (id: string, receivedAt: string): CaseView["notices"][number] => ({
  id,
  reference: `N-${id}`,
  source: "trusted_flagger",
  legalClaim: true,
  childAbuseClaim: true,
  category: "spam",
  legalReference: "§ 238",
  explanation: `keeps tagging me ${id}`,
  detail: "picture 2",
  tags: ["hidden_link"],
  relation: "parent",
  receivedAt,
  hasContact: false,
});

function aFullCase(over: Partial<CaseView> = {}): CaseView {
  const view = aCaseView();
  return {
    ...view,
    content: {
      ...view.content,
      role: null,
      roleChoices: ["merchant", "buyer"],
      contentAtKnown: false,
      title: "标题",
      media: [{ mediaId: "m", kind: "image", alt: "", sensitive: true }],
      context: {
        stars: 2,
        product: "Scarf",
        thread: ["Before"],
        marks: [{ at: "00:01", text: "here" }],
        likes: 3,
        copiedBy: "notifier",
        payer: "P",
      },
      changed: [{ takenAt: "2026-11-20T09:00:00Z", sha256: "b", title: "", text: "later" }],
    },
    notices: ["1", "2", "3", "4"].map((id) => notice(id, `2026-11-20T08:0${id}:00Z`)),
    account,
    clauses: [
      aClause({
        asks: [
          "malicious",
          "severe",
          "repeated",
          "hasRecipient",
          "crimeSuspected",
          "legallyRequired",
          "unlawful",
          "interoperability",
          "detectedAutomatically",
          "infringements",
          "repeatCount",
          "reporterRelation",
          "alsoBreaks",
        ],
        elements: [{ en: "an element" }],
        exceptions: [{ letter: "a", text: { en: "public interest" } }],
        warning: { en: "mind" },
        jurisdiction: ["KR"],
        version: { ref: "v2", label: "v2", effectiveFrom: null, effectiveTo: "2026-01-01" },
      }),
    ],
    noRecordedVersion: ["WeChat Community Guidelines"],
    notes: [{ id: "n", text: "note", by: "Jonas", at: "2026-11-20T09:00:00Z", onAccount: true }],
    resources: [{ topic: "self_harm", label: { en: "Helplines" }, url: "https://findahelpline.com" }],
    ...over,
  };
}

const may = { claim: true, decide: true, escalate: true, note: true, reveal: true };
const idle = { send: nothing, isSending: false, isHeld: false, failure: null };

function aDesk(view: CaseView, rights = may): ReactNode {
  return (
    <OpenCase
      view={view}
      may={rights}
      headingRef={null}
      undo={null}
      sending={idle}
      aside={{ move: nothing, isBusy: false, failure: null }}
    />
  );
}

/** Every key path of a catalogue, to hold the two languages against each other. */
function pathsOf(catalogue: Catalogue | string, path = ""): string[] {
  if (typeof catalogue === "string") return [path];
  return Object.entries(catalogue).flatMap(([key, value]) => pathsOf(value, `${path}.${key}`));
}

test.each(["queue", "case"])("every word of the desk (%s) is in both languages", (namespace) => {
  const [first, ...others] = locales.map((locale) => new Set(pathsOf(loadMessages(locale)[namespace] ?? "")));
  for (const other of others) expect(other).toEqual(first);
});

test.each(locales)(
  "a case with everything a case may have is shown in %s, its content in its own language",
  (locale) => {
    const html = shown(locale, aDesk(aFullCase()));
    expect(html).toContain('data-evidence-in="text"');
    expect(html).toMatch(/<section[^>]*lang="zh-Hans"[^>]*dir="auto"[^>]*data-evidence-in="text"/);
    expect(html).not.toMatch(/case\.|queue\.|failures\./);
  },
);

test.each(locales)("who reported is nowhere on the screen of a case, in %s", (locale) => {
  const html = shown(locale, aDesk(aFullCase()));
  expect(html).not.toContain("@mail");
  expect(html).toContain("N-1");
});

test.each(locales)("an auditor is offered nothing to do, in %s", (locale) => {
  const html = shown(
    locale,
    aDesk(aFullCase(), { claim: false, decide: false, escalate: false, note: false, reveal: false }),
  );
  expect(html).not.toContain('aria-keyshortcuts="N"');
  expect(html).not.toContain("<img");
});

test.each(locales)(
  "the consequences are shown with their arithmetic, and leaving the table asks why, in %s",
  (locale) => {
    const view = aFullCase();
    const card = aCard({
      leavesTable: true,
      points: { added: 1, total: 3 },
      notOffered: [{ action: "tb.expel", label: { en: "Expulsion", hans: "清退" }, why: "not reached" }],
      warnings: ["mind this"],
      deliverable: false,
      statement: {
        subject: "关于您的评论",
        language: "zh-Hans",
        parts: [{ id: "a", heading: "事实", paragraphs: ["四次"] }],
      },
      missing: [
        { field: "facts", reason: "required" },
        { field: "sanctions.0.endsOn", reason: "required" },
      ],
    });
    const draft = withAction(freshDraft(view), card, "tb.expel");
    const preview = { card, isFresh: true, failure: null, askAgain: nothing };
    const html = shown(
      locale,
      <>
        <DecisionPanel
          view={view}
          clause={aClause()}
          draft={draft}
          change={nothing}
          preview={preview}
          problems={{ "sanctions.0.endsOn": "x" }}
          mayDecide
          onAcceptRow={nothing}
        />
        <MissingList steps={[{ field: "deviation", reason: "sayWhy" }]} problems={{ facts: "x" }} card={card} />
      </>,
    );
    for (const words of [
      "2026",
      "not reached",
      "mind this",
      "rows 4–12, buyer",
      "四次",
      'lang="zh-Hans"',
      "deviationCode",
    ])
      expect(html).toContain(words);
  },
);

test.each(locales)("each state of a claim and of a lost decision has its words, in %s", (locale) => {
  const row = aCaseView().case;
  const waiting = aFullCase({
    case: {
      ...row,
      state: "escalated",
      waitingFor: "an invoice",
      waitingUntil: row.dueAt,
      escalatedTo: "legal",
      escalatedWhy: "why",
    },
  });
  const decided = aFullCase({
    decision: { id: "d", outcome: "violation", decidedAt: row.openedAt, undoUntil: null, byMe: true },
  });
  const held = { mayClaim: true, isDraftKept: true, isTaking: false, failure: null, onTake: nothing };
  const html = shown(
    locale,
    <>
      <HoldingNotice {...held} holding={{ is: "free" }} />
      <HoldingNotice {...held} holding={{ is: "theirs", by: "Mei" }} mayClaim={false} />
      <HoldingNotice {...held} holding={{ is: "lapsed", by: null }} />
      <HoldingNotice {...held} holding={{ is: "lapsed", by: "Jonas" }} />
      <DecidedNotice view={waiting} mayResume />
      <DecidedNotice view={decided} mayResume={false} />
      <SendingNotice isHeld failure={null} />
      <SendingNotice
        isHeld={false}
        failure={{ ok: false, code: "stale", reason: "stale", status: 409, message: "Jonas was first.", fields: {} }}
      />
    </>,
  );
  for (const words of ["Mei", "Jonas was first.", "an invoice"]) expect(html).toContain(words);
});

test.each(locales)("escalating, waiting and referring are said in %s", (locale) => {
  for (const kind of ["escalate", "wait", "refer"] as const) {
    expect(
      shown(locale, <SetAsideForm kind={kind} isBusy={false} failure={null} onSend={nothing} onCancel={nothing} />),
    ).toContain("<textarea");
  }
});

test.each(locales)("the queue and an account are shown in %s", (locale) => {
  const row = aCaseView().case;
  const rows = (["open", "claimed", "waiting", "escalated", "reopened", "decided"] as const).map((state) => ({
    ...row,
    id: state,
    state,
    claimedBy: null,
    tags: ["medicine"],
    waitingFor: "x",
  }));
  const why = [
    { code: "child_abuse", points: 480 },
    { code: "category", points: 240, values: { category: "self_harm" } },
    { code: "legal_claim", points: 12 },
  ];
  const html = shown(
    locale,
    <QueueTable
      rows={[{ ...row, rankWhy: why }, ...rows]}
      platformName={(id) => id}
      hrefOf={({ id }) => `/cases/${id}`}
      onOpen={nothing}
    />,
  );
  expect(html.match(/data-queue-link/g)).toHaveLength(7);
  const page = {
    platform: aCaseView().platform,
    account,
    openCases: [{ id: "c", reference: "TB-1", excerpt: "x", openedAt: row.openedAt, role: "buyer" }],
    notes: [],
  };
  expect(shown(locale, <AccountDesk page={page} />)).toContain("leaf_花");
});

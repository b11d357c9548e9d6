import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import type { CaseView } from "@/lib/decisions/contract";
import { loadMessages } from "@/messages/load";
import { AccountDesk } from "../accounts/account-desk";
import { DecisionPanel } from "../decisions/decision-panel";
import { freshDraft, withAction } from "../decisions/draft.rules";
import { aCard, aCaseView, aClause } from "../decisions/example-case";
import { MissingList } from "../decisions/missing-list";
import { QueueTable } from "../queue/queue-table";
import { KeysProvider } from "../shell/keys";
import { ExceptionsInSight, OpenExceptions, withNoException } from "./clause-exceptions";
import { DecidedNotice } from "./decided-notice";
import { aFullCase, anAccount } from "./example-full-case";
import { HoldingNotice } from "./holding-notice";
import { JoinedBanner } from "./joined-notice";
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

const may = { claim: true, decide: true, escalate: true, note: true, reveal: true };
const idle = { send: nothing, isSending: false, held: 0, failure: null };

function aDesk(view: CaseView, rights = may): ReactNode {
  return (
    <OpenCase
      view={view}
      may={rights}
      headingRef={null}
      undo={null}
      sending={idle}
      onBack={nothing}
      aside={{ move: nothing, isBusy: false, failure: null }}
    />
  );
}

test.each(locales)(
  "%s: whoever works on a case is told that a report has joined and what became of the suggestions",
  (locale) => {
    const said = loadMessages(locale).case?.joined as Record<string, string>;
    const banner = (isReadAgain: boolean) =>
      shown(locale, <JoinedBanner joined={{ count: 2, isReadAgain }} onSeen={nothing} />);
    expect(banner(true)).toContain(said.readAgain);
    expect(banner(false)).toContain(said.asBefore);
    expect(banner(true)).toContain('role="status"');
  },
);

test.each(locales)(
  "a case with everything a case may have is shown in %s, its content in its own language",
  (locale) => {
    const html = shown(locale, aDesk(aFullCase()));
    expect(html).toContain('data-evidence-in="text"');
    expect(html).toMatch(/<section[^>]*lang="zh-Hans"[^>]*dir="auto"[^>]*data-evidence-in="text"/);
    expect(html).not.toMatch(/case\.|queue\.|failures\./);
  },
);

test.each(locales)("what a colleague asked is on the screen with its case, whichever case it is, in %s", (locale) => {
  const asked = { id: "q1", askedBy: "Ben Adler", askedOf: "Mei Lin", isOfMe: true, text: "Is this one of ours?" };
  const open = { ...asked, askedAt: "2026-11-28T15:00:00.000Z", answer: null, answeredAt: null };
  const html = shown(locale, aDesk({ ...aFullCase(), questions: [open] }));
  expect(html).toContain("Is this one of ours?");
});

test.each(locales)("who reported is nowhere on the screen of a case, in %s", (locale) => {
  const html = shown(locale, aDesk(aFullCase()));
  expect(html).not.toContain("@mail");
  expect(html).toContain("N-1");
});

test.each(locales)("an auditor is offered nothing to do, in %s", (locale) => {
  const none = { claim: false, decide: false, escalate: false, note: false, reveal: false };
  const html = shown(locale, aDesk(aFullCase(), none));
  expect(html).not.toContain('aria-keyshortcuts="N"');
  expect(html).not.toContain('method="post"');
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
      isAccountKnown: true,
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
    const preview = { card, isFresh: true, isOfRow: true, failure: null, askAgain: nothing };
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

test.each(locales)(
  "beside the key that accepts a clause stands that exceptions are to be looked at, until each was, in %s",
  (locale) => {
    const clause = aClause({ exceptions: [{ letter: "a", text: { en: "product features" } }] });
    const fresh = freshDraft(aFullCase());
    const shownFor = (draft: typeof fresh) => shown(locale, <OpenExceptions clause={clause} draft={draft} />);
    expect(shownFor(fresh)).toContain('href="#exceptions"');
    expect(shownFor(fresh)).toContain("1");
    expect(shownFor(withNoException(fresh, clause))).not.toContain("#exceptions");
    const inSight = shown(locale, <ExceptionsInSight clause={clause} raised={[]} draft={fresh} isReadBelow={false} />);
    expect(inSight, "what it says is read there, not only that there is one").toContain("product features");
    const below = shown(locale, <ExceptionsInSight clause={clause} raised={[]} draft={fresh} isReadBelow />);
    expect(below, "said once where it can be read below").not.toContain("product features");
    const two = aClause({
      exceptions: [
        { letter: "a", text: { en: "product features" } },
        { letter: "b", text: { en: "breastfeeding" } },
      ],
    });
    const cue = { letter: "b", in: "text", start: 0, end: 4, text: "milk", reason: "milk speaks for it" };
    const raised = shown(locale, <ExceptionsInSight clause={two} raised={[cue]} draft={fresh} isReadBelow={false} />);
    expect(raised.indexOf("breastfeeding"), "the one that words speak for stands first").toBeLessThan(
      raised.indexOf("product features"),
    );
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
    decision: {
      id: "d",
      outcome: "violation",
      decidedAt: row.openedAt,
      undoUntil: null,
      byMe: true,
      clauseRef: null,
      referredTo: null,
    },
  });
  const referred = aFullCase({
    case: { ...waiting.case, state: "waiting", waitingFor: null },
    decision: {
      id: "d",
      outcome: "referred",
      decidedAt: row.openedAt,
      undoUntil: null,
      byMe: false,
      clauseRef: null,
      referredTo: "police",
    },
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
      <DecidedNotice view={referred} mayResume />
      <SendingNotice held={1} failure={null} />
      <SendingNotice held={2} failure={null} />
      <SendingNotice
        held={0}
        failure={{ ok: false, code: "stale", reason: "stale", status: 409, message: "Jonas was first.", fields: {} }}
      />
    </>,
  );
  for (const words of ["Mei", "Jonas was first.", "an invoice"]) expect(html).toContain(words);
});

test.each(locales)("escalating, waiting and referring are said in %s", (locale) => {
  for (const kind of ["escalate", "wait", "refer"] as const) {
    expect(
      shown(
        locale,
        <SetAsideForm caseId="c" kind={kind} isBusy={false} failure={null} onSend={nothing} onCancel={nothing} />,
      ),
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
      rows={[{ ...row, rankWhy: why }, ...rows].map((each) => ({ row: each, hasLeft: false }))}
      platformName={(id) => id}
      hrefOf={({ id }) => `/cases/${id}`}
      onOpen={nothing}
    />,
  );
  expect(html.match(/data-queue-link/g)).toHaveLength(7);
  // Where a row stands is its deadline less what all its reasons come to: 480 + 240 + 12 hours.
  expect(html, "732 hours are told in days").toContain("30.5");
  const page = {
    platform: aCaseView().platform,
    account: anAccount,
    openCases: [{ id: "c", reference: "TB-1", excerpt: "x", notShown: [], openedAt: row.openedAt, role: "buyer" }],
    notes: [],
  };
  expect(shown(locale, <AccountDesk page={page} />)).toContain("leaf_花");
});

test.each(locales)("a decided case asks for no finding any more, in %s", (locale) => {
  const view = aFullCase();
  expect(shown(locale, aDesk(view))).toContain('id="finding-unlawful"');
  expect(shown(locale, aDesk({ ...view, case: { ...view.case, state: "decided" } }))).not.toContain('id="finding-');
});

import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, letterLanguages } from "@/i18n/locales";
import type { AddresseeView } from "@/lib/appeals/contract";
import { loadMessages } from "@/messages/load";
import { DecisionStatement } from "./decision-statement";

/** A letter in English, as it was sent. */
const view: AddresseeView = {
  statementId: "0190a6a0-0000-7000-8000-00000000000a",
  addressee: "affected",
  letter: "decision",
  platform: { en: "WeChat", hans: "微信", hant: "微信" },
  language: "en",
  subject: "Our decision about your comment on WeChat (WX-1)",
  parts: [
    { id: "decision", heading: "What we decided", paragraphs: ["We looked at your comment on WeChat."] },
    { id: "facts", heading: "Why", paragraphs: ["The comment sells something to everybody."] },
    { id: "redress", heading: "If you disagree", paragraphs: ["You can complain to us online, free of charge."] },
    { id: "reference", heading: "Our reference", paragraphs: ["Please give this reference: WX-1"] },
  ],
  reference: "WX-1",
  decidedOn: "2026-03-01",
  zone: "Asia/Shanghai",
  isRead: true,
  state: "standing",
  again: null,
  stillApplies: [],
  withPlatform: "done",
  window: { state: "open", endsOn: "2026-09-01" },
  mayAppeal: true,
  held: null,
  dropped: null,
  appeal: null,
};

function shown(locale: Locale, about: Partial<AddresseeView> = {}): string {
  return renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
      <DecisionStatement view={{ ...view, ...about }} appealPath="/decision/x/appeal" />
    </NextIntlClientProvider>,
  );
}

test("in the letter's own language its page is the letter as it was sent, with nothing twice", () => {
  const page = shown("en");
  for (const { heading, paragraphs } of view.parts)
    for (const text of [heading, ...paragraphs]) if (heading !== "What we decided") expect(page).toContain(text);
  expect(page).toContain(">Appeal<");
  expect(page).not.toContain("You can go to court at any time.");
});

test("who chose another language has headings, button, days and ways of redress in it, and the letter's sentences as sent", () => {
  const page = shown("zh-Hans");
  for (const ours of ["理由", "如果您不同意", "您可以随时向法院起诉。", "2026年9月1日"]) expect(page).toContain(ours);
  expect(page).not.toContain(">Appeal<");
  expect(page).not.toContain("If you disagree");
  for (const { paragraphs } of view.parts) expect(page).toContain(paragraphs[0]);
  expect(page).toContain(view.subject);
});

test("each text is marked with its language, so that it is read aloud in the right one", () => {
  const page = shown("zh-Hans");
  expect(page).toMatch(/<h1 lang="en"/);
  expect(page).toMatch(/<h2 lang="zh-Hans"[^>]*>理由/);
  expect(page).toMatch(/<div lang="en"[^>]*>(?:(?!<\/div>).)*The comment sells something/);
});

test("the answer to their appeal has its headings in the chosen language, too, and its reasons as they were given", () => {
  const answer = {
    subject: "Our answer to your complaint (A-1)",
    parts: [{ id: "reasons", heading: "Our reasons", paragraphs: ["The address is that of your own shop."] }],
  };
  const told = {
    reference: "A-1",
    zone: "Asia/Shanghai",
    receivedOn: "2026-03-02",
    dueOn: "2026-03-09",
    isLate: false,
    text: "No.",
    files: 0,
  };
  const appeal = { ...told, state: "notified" as const, outcome: "reversed" as const, answer };
  const page = shown("zh-Hans", { appeal, mayAppeal: false });
  expect(page).toMatch(/lang="zh-Hans"[^>]*>我们的理由/);
  expect(page).toContain("The address is that of your own shop.");
});

test("a letter about a change leads to the first letter by a link", () => {
  const first = "What we wrote to you first is here: http://desk.example/decision/abc";
  const parts = [{ id: "decision", heading: "What we decided", paragraphs: [first] }];
  expect(shown("en", { addressee: "notifier", letter: "changed", parts })).toContain(
    'href="http://desk.example/decision/abc"',
  );
});

test("after a dispute that was followed the page says that it is undone, in every language of letters", () => {
  expect(shown("en", { state: "followed", mayAppeal: false })).toContain("What this decision did has been undone.");
  for (const language of letterLanguages)
    expect(shown(language as Locale, { state: "followed" })).not.toContain("state.followed");
});

test.each(["reversed", "followed"] as const)(
  "what fell and is not confirmed by the platform yet (%s) is not called undone, in any language of letters",
  (state) => {
    expect(shown("en", { state, withPlatform: "open" })).toContain("has still to be undone");
    expect(shown("en", { state, withPlatform: "open" })).not.toContain("has been undone");
    expect(shown("en", { state, withPlatform: "givenUp" })).not.toContain("has been undone");
    for (const language of letterLanguages)
      for (const withPlatform of ["open", "givenUp"] as const)
        expect(shown(language as Locale, { state, withPlatform })).not.toMatch(/state\.|affectedWaiting|Unconfirmed/);
  },
);

test("a decision that is being made anew does not say that it no longer applies: it names what does until then", () => {
  const page = shown("en", {
    state: "reopened",
    stillApplies: ["Comments closed for 7 days"],
    mayAppeal: false,
  });
  expect(page).toContain("Until then this still applies:");
  expect(page).toContain("Comments closed for 7 days");
  expect(page).not.toContain("no longer");
});

test("one that was made anew says on which day and what was found, and no more that it will be", () => {
  const again = { on: "2026-03-09", outcome: "no_violation" as const };
  const page = shown("en", { state: "again", again, mayAppeal: false });
  expect(page).toContain("We decided anew on 9 March 2026");
  expect(page).toContain("found no violation");
  expect(page).not.toContain("You will be told the outcome");
  expect(shown("zh-Hans", { state: "again", again, addressee: "notifier" })).toContain("重新作出决定");
});

test("until when a complaint is kept is told by the zone of the suspension, as in the letter about it, also to a reader elsewhere", () => {
  const held = {
    ...{ reference: "A-1", receivedOn: "2016-09-12", until: "2016-10-20", untilZone: "Asia/Shanghai" },
    ...{ text: "They are right.", files: 0 },
  };
  const page = shown("en", { zone: "Pacific/Auckland", mayAppeal: false, held });
  expect(page).toContain("until the end of 20 October 2016 (China Standard Time)");
  expect(page).toContain("12 September 2016 (New Zealand Time)");
});

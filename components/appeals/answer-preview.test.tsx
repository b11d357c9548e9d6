import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import type { AnswerPreview } from "@/lib/appeals/contract";
import { loadMessages, translatorFor } from "@/messages/load";
import { AnswerConsequence } from "./answer-consequence";
import { choiceOf, maySend, type ShownPreview, shownPreview } from "./answer-preview.rules";
import { SendAnswer } from "./send-answer";

const chosen = {
  outcome: "partly_reversed",
  liftSanctions: ["a", "b"],
  voidStrike: false,
  cause: null,
  decideAgain: false,
};
const preview: AnswerPreview = {
  undone: [],
  replaced: [],
  remains: [],
  flagged: [],
  reopens: true,
  turnsOver: [],
  ordered: null,
  letter: { subject: "About your post", parts: [], language: "en" },
  missing: [],
};
const data = { choice: choiceOf(chosen), preview };
const failure = { ok: false as const, code: "network" as const, reason: "network", message: "", status: 0, fields: {} };

const shown = (locale: Locale, is: ShownPreview) => drawn(locale, <AnswerConsequence answer={answerOf(is, null)} />);
const button = (locale: Locale, is: ShownPreview) => drawn(locale, <SendAnswer answer={answerOf(is, "reversed")} />);

function answerOf(shown: ShownPreview, outcome: "reversed" | null) {
  return {
    draft: { ...chosen, outcome, cause: null, reasons: "", departure: "" },
    change: () => undefined,
    shown,
    askAgain: () => undefined,
    isMine: true,
    isBusy: false,
    fields: {},
    reasonsProblem: null,
    submit: () => undefined,
  };
}

function drawn(locale: Locale, screen: ReactNode): string {
  const problem = (error: Error) => {
    throw error;
  };
  return renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC" onError={problem}>
      {screen}
    </NextIntlClientProvider>,
  );
}

test("a reviewer who changes the answer is not shown what the answer before would have done", () => {
  const before = { data, isBehind: true, failure: null };
  expect(shownPreview({ ...chosen, outcome: "reversed" }, before)).toEqual({ is: "making" });
  expect(shownPreview({ ...chosen, liftSanctions: ["a"] }, before)).toEqual({ is: "making" });
  expect(shownPreview({ ...chosen, voidStrike: true }, before)).toEqual({ is: "making" });
  expect(shownPreview(chosen, { ...before, data: undefined })).toEqual({ is: "making" });
});

test("while the reviewer types, what the same choice does stays, and is known to be behind the words", () => {
  const got = { data, isBehind: true, failure: null };
  expect(shownPreview({ ...chosen, liftSanctions: ["b", "a"] }, got)).toEqual({ is: "there", preview, isBehind: true });
});

test("an answer goes only with the letter that was shown: not while words were typed since, nor where no letter could be made", () => {
  expect(maySend({ is: "there", preview, isBehind: false })).toBe(true);
  expect(maySend({ is: "there", preview, isBehind: true })).toBe(false);
  expect(maySend({ is: "making" })).toBe(false);
  expect(maySend({ is: "none" })).toBe(false);
  expect(maySend({ is: "failed", failure })).toBe(false);
});

test("the button that sends takes no press while the letter is behind the typed words, and says why, in each language", () => {
  for (const locale of locales) {
    const words = translatorFor(locale, "appeal.answer");
    const behind = button(locale, { is: "there", preview, isBehind: true });
    expect(behind).toContain(words("waits"));
    expect(behind).toContain('aria-disabled="true"');
    expect(button(locale, { is: "failed", failure })).toContain(words("notShown"));
    const ready = button(locale, { is: "there", preview, isBehind: false });
    expect(ready).not.toContain(words("waits"));
    expect(ready).not.toContain('aria-disabled="true"');
  }
});

test("a preview that failed says so instead of standing as the one before", () => {
  expect(shownPreview(chosen, { data, isBehind: true, failure })).toEqual({ is: "failed", failure });
  expect(shownPreview({ ...chosen, outcome: null }, { data, isBehind: false, failure })).toEqual({ is: "none" });
});

test("the column says that the preview is being made, or why there is none, and asks for a choice only where none is", () => {
  for (const locale of locales) {
    const words = translatorFor(locale, "appeal.answer");
    const making = shown(locale, { is: "making" });
    expect(making).toContain(words("making"));
    expect(making).toContain('aria-busy="true"');
    expect(making).not.toContain(words("choose"));
    expect(shown(locale, { is: "failed", failure })).toContain(words("notMade"));
    expect(shown(locale, { is: "none" })).toContain(words("choose"));
    const there = shown(locale, { is: "there", preview, isBehind: false });
    expect(there).toContain(words("reopens"));
    expect(there).not.toContain("aria-busy");
    expect(shown(locale, { is: "there", preview, isBehind: true })).toContain('aria-busy="true"');
  }
});

import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import type { DecisionOnAccount } from "@/lib/decisions/account.contract";
import { loadMessages } from "@/messages/load";
import { anAccount } from "../cases/example-full-case";
import { PastDecisions } from "./past-decisions";

const [decision] = anAccount.decisions;

function anExample(): DecisionOnAccount {
  if (!decision) throw new Error("the example account has no decision");
  return decision;
}

function shown(outcome: string): string {
  return renderToString(
    <NextIntlClientProvider locale="en" messages={loadMessages("en")} timeZone="UTC">
      <PastDecisions decisions={[{ ...anExample(), outcome, clauseRef: "CG/NCII.1", state: "undone" }]} />
    </NextIntlClientProvider>,
  );
}

test("a finding of no violation reads as that, whatever clause it was read against, also once it was taken back", () => {
  expect(shown("no_violation")).toContain("No violation");
  expect(shown("no_violation")).toContain("CG/NCII.1");
  expect(shown("violation")).not.toContain("No violation");
});

test("what the desk ended early reads as that, in every language, and neither as an appeal's doing nor as what still stands", () => {
  const whole = (locale: Locale, state: DecisionOnAccount["state"]) =>
    renderToString(
      <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
        <PastDecisions
          decisions={[{ ...anExample(), state, sanctions: [{ label: { en: "Pause", hans: "暂停" }, isLifted: true }] }]}
        />
      </NextIntlClientProvider>,
    );
  const words = { en: ["Lifted early", "Reversed on appeal"], "zh-Hans": ["已提前解除", "申诉后撤销"] } as const;
  for (const locale of locales) {
    const [lifted, reversed] = words[locale];
    expect(whole(locale, "lifted")).toContain(lifted);
    expect(whole(locale, "lifted")).not.toContain(reversed);
    expect(whole(locale, "reversed")).toContain(reversed);
    expect(whole(locale, "anew")).toContain(
      { en: "Opened again and decided anew", "zh-Hans": "已重新开案并另作决定" }[locale],
    );
    expect(whole(locale, "anew")).not.toContain(reversed);
    expect(whole(locale, "reversed")).not.toContain(lifted);
  }
  // The measure is struck through: it no longer holds, whoever ended it.
  expect(whole("en", "lifted")).toMatch(/<s[ >].*Pause/);
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import { loadMessages, translatorFor } from "@/messages/load";
import { aCard } from "./example-case";
import { MissingList, useProblems } from "./missing-list";

/** Every reason why a decision may be refused, with the values that the server gives along. */
const valuesOf: Record<string, Record<string, string | number>> = {
  clause_needed: {},
  clause_unknown: { clause: "Table.99", day: "2016-08-18" },
  clause_of_other_platform: { clause: "CG/Spam", day: "2016-08-18", platforms: "WeChat" },
  clause_not_in_force: { clause: "Table.4", day: "2016-08-18", version: "v2" },
  clause_not_enforceable: { clause: "Table.4", day: "2016-08-18" },
  no_recorded_version: { clause: "CG/Spam", day: "2016-08-18", document: "CG" },
  not_a_violation: { clause: "Table.10.1" },
  clause_other_role: { clause: "Table.4", role: "seller", roles: "merchant, buyer" },
  clause_other_country: { clause: "CG/X", countries: "KR", country: "DE" },
  wrong_format: { clause: "Table.4" },
  wave_no_recommendation: {},
  wave_decided: {},
  case_claimed: { name: "Ben Okafor" },
  case_handed: { name: "Ben Okafor" },
  case_needs_another_person: {},
  referral_is_open: { name: "Ben Okafor" },
  case_needs_supervisor: { state: "escalated" },
  role_needed: { options: "merchant, buyer" },
  role_known: { role: "buyer", min: 10 },
  not_one_of: { options: "merchant, buyer" },
  detection_needed: {},
  detection_known: { extent: "full", min: 10 },
  content_date_needed: {},
  content_date_known: { day: "2016-08-18", min: 10 },
  content_date_future: {},
  evidence_not_there: {},
  severity_evidence_needed: {},
  malice_why_needed: {},
  exception_unknown: { clause: "Table.4", letter: "a" },
  exceptions_needed: { clause: "Table.10.1", letters: "(a), (b)" },
  action_unknown: { action: "tb.no-such" },
  action_no_penalty: { action: "tb.manage" },
  action_other_version: { action: "tb.old" },
  action_other_role: { action: "tb.shop" },
  action_other_country: { action: "tb.korea" },
  stronger_penalty_needed: { action: "ae.suspend" },
  action_needs_finding: { action: "cg.refer" },
  term_needed: {},
  term_both: {},
  term_past: {},
  term_stated: {},
  dsa_value_needed: {},
  dsa_value_unknown: {},
  describe_needed: {},
  deviation_needed: {},
  deviation_needs_supervisor: {},
  sanctions_needed: {},
  facts_needed: {},
  text_needed: {},
  text_names_someone: {},
  text_blank: {},
  text_too_short: {},
  text_repeated: {},
  text_placeholder: {},
  text_accusation_only: {},
  text_same_as_rule: {},
  exemption_not_needed: {},
  exemption_too_few: { alike: 1, least: 20 },
};

/** Reasons that stand in the source of the decisions, as a quoted word after `reason:`, `wrong(` or as the answer of a rule. */
function reasonsInSource(): string[] {
  const folder = join(process.cwd(), "lib/decisions");
  // A remedy of an undone decision has a reason of another list; a copy that somebody looks at, and a link that is replaced, have screens of their own.
  const isElsewhere = (name: string) => ["undo", "copy-review", "replace-link"].some((begin) => name.startsWith(begin));
  const sources = readdirSync(folder).filter((name) => /\.(rules|store)\.ts$/.test(name) && !isElsewhere(name));
  const text = sources.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  const said = [...text.matchAll(/(?:reason:|wrong\()\s*"([a-z_]+)"/g)];
  const chosen = [...text.matchAll(/"((?:action|dsa_value)_[a-z_]+)"/g)];
  return [...new Set([...said, ...chosen].flatMap(([, reason]) => reason ?? []))];
}

function Shown({ reason }: { reason: string }) {
  const card = aCard({ missing: [{ field: "clause", reason, values: valuesOf[reason] ?? {} }] });
  return <MissingList steps={[]} problems={useProblems(card)} card={card} />;
}

test("every reason that the rules of a decision can give is in the list that the desk's sentences are tried with", () => {
  expect(reasonsInSource().length).toBeGreaterThan(20);
  expect(reasonsInSource().filter((reason) => !(reason in valuesOf))).toEqual([]);
});

test.each(locales)("every reason that stops a decision is a whole sentence with its values, in %s", (locale) => {
  const stop = (error: Error) => {
    throw error;
  };
  for (const reason of Object.keys(valuesOf)) {
    const html = renderToString(
      <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC" onError={stop}>
        <Shown reason={reason} />
      </NextIntlClientProvider>,
    );
    expect(html, reason).not.toContain("failures.");
    expect(html, reason).not.toMatch(/[{}]/);
    const sentence = translatorFor(locale, "failures")(reason, { field: "x", ...valuesOf[reason] });
    expect(sentence.length, reason).toBeGreaterThan(6);
  }
});

test("the clause that is not broken is named in the list of what is missing", () => {
  const html = renderToString(
    <NextIntlClientProvider locale="en" messages={loadMessages("en")} timeZone="UTC">
      <Shown reason="not_a_violation" />
    </NextIntlClientProvider>,
  );
  expect(html).toContain("Table.10.1");
});

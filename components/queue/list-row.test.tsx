import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import type { ListedCase } from "@/lib/decisions/listed.contract";
import { loadMessages, translatorFor } from "@/messages/load";
import { ClauseChoices } from "../cases/clause-choices";
import { aCaseView } from "../decisions/example-case";
import { ListContent } from "./list-content";
import { ListFollows } from "./list-follows";

const view = aCaseView();
const picture = { mediaId: "m1", alt: "A lamp", sensitive: true, width: 400, height: 300 };
const content = { title: "", text: "Add me", isWhole: true, hasMedia: true, pictures: [picture], more: 2 };
const clause = { ref: "4", title: { en: "Spam" }, score: 0.94, isConfident: true };
const bars = { violation: null, noViolation: null };
const row: ListedCase = {
  ...view.case,
  ...{ content, clause, bars, evidence: [], follows: null, notice: null, zone: "Asia/Shanghai" },
};

const textOf = (html: string) =>
  html
    .replaceAll("<!-- -->", "")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ");
function drawn(locale: Locale, element: React.ReactElement): string {
  const messages = loadMessages(locale);
  const onError = (problem: Error) => {
    throw problem;
  };
  return renderToString(
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC" onError={onError}>
      {element}
    </NextIntlClientProvider>,
  );
}

test.each(locales)(
  "in %s a row shows the pictures of its case blurred as the case has them, and how many more",
  (locale) => {
    const html = drawn(locale, <ListContent row={row} />);
    expect(html).toContain(`src="/api/media/m1?case=${row.id}"`);
    expect(html).toContain("blur-sm");
    expect(textOf(html)).toMatch(/2/);
  },
);

test.each(locales)(
  "in %s the strength of a suggestion is told in the same words in the list and on the case",
  (locale) => {
    const words = translatorFor(locale, "case");
    const said = [words("clause.scores.strong"), words("clause.percent", { percent: 94 })];
    const suggestions = view.suggestions.slice(0, 1).map((each) => ({ ...each, score: 0.94 }));
    const onCase = drawn(
      locale,
      <ClauseChoices view={{ ...view, suggestions }} chosen={null} isDisabled={false} onChoose={() => {}} />,
    );
    for (const html of [drawn(locale, <ListFollows row={row} />), onCase])
      expect(textOf(html)).toMatch(new RegExp(said.join("\\s+")));
  },
);

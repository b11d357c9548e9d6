import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { letterLanguages } from "@/i18n/locales";
import { languageInWords } from "@/lib/platform/letter.rules";
import { MissedLanguage } from "./missed-language";

test("a reader whose language a page lacks reads one line in it, marked as that language, with what the page speaks", () => {
  for (const language of letterLanguages) {
    const shown = renderToString(<MissedLanguage language={language} shown={language === "en" ? "zh-Hans" : "en"} />);
    expect(shown).toContain(`lang="${language}"`);
    expect(shown).toContain(languageInWords(language === "en" ? "zh-Hans" : "en", language));
  }
});

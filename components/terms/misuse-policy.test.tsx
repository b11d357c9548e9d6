import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { letterLanguages, localeNames } from "@/i18n/locales";
import { translatorFor } from "@/messages/load";
import { MisusePolicy } from "./misuse-policy";

const numbers = { percent: 20, days: 90, warning: 180, most: 60 };
const shown = (language: (typeof letterLanguages)[number]) =>
  renderToString(
    <MisusePolicy
      platform="wechat"
      language={language}
      name="WeChat"
      numbers={numbers}
      marks={{ content: 3, reports: 5 }}
    />,
  ).replaceAll("<!-- -->", "");

test.each(letterLanguages)(
  "M4: the policy on misuse is read in %s with its numbers, and leads to every other language",
  (language) => {
    const page = shown(language);
    const t = translatorFor(language, "misusePolicy");
    expect(page).toContain(`<article lang="${language}"`);
    expect(page).toContain(t("title"));
    expect(page).toContain(t("reports.when", { ...numbers, count: 5 }));
    expect(page).toContain(t("content.when", { ...numbers, count: 3 }));
    expect(page).not.toMatch(/[{}]/);
    for (const other of letterLanguages)
      expect(page).toContain(`href="/terms/wechat/misuse?lang=${other}" lang="${other}"`);
    for (const name of Object.values(localeNames)) expect(page).toContain(name);
    if (language !== "en")
      expect(t("lead", { platform: "X" })).not.toBe(translatorFor("en", "misusePolicy")("lead", { platform: "X" }));
  },
);

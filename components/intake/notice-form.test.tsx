import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import { noticeCategories, noticeRelations, noticeSources, noticeTags } from "@/lib/intake/contract";
import { translatorFor } from "@/messages/load";
import { NoticeForm } from "./notice-form";
import { emptyForm, type FormValues } from "./notice-form.rules";
import { noticeFormWords } from "./notice-form-words";

function page(values: FormValues, locale: string = "en"): string {
  const platforms = [{ value: "wechat", label: "WeChat" }];
  const words = noticeFormWords(translatorFor(locale, "intake"));
  return renderToStaticMarkup(
    <NoticeForm action={async (state) => state} start={values} platforms={platforms} words={words} />,
  );
}

test("every control of the form has a label of its own, in each language", () => {
  for (const locale of locales) {
    const html = page(emptyForm(), locale);
    const controls = [...html.matchAll(/<(?:textarea|select|input)\b[^>]*\bid="([^"]+)"[^>]*>/g)];
    expect(controls.length).toBeGreaterThan(15);
    for (const [tag, id] of controls) {
      const isInsideLabel = /type="(?:radio|checkbox)"/.test(tag ?? "");
      expect(isInsideLabel || html.includes(`for="${id}"`), `${locale}: ${id}`).toBe(true);
    }
  }
});

test("what was typed comes back in the controls, and optional answers are not folded away", () => {
  const html = page({
    ...emptyForm({ platform: "wechat", location: "https://a.example/<1>" }),
    explanation: "My words",
    legalClaim: "terms",
    tags: ["medicine"],
    goodFaith: true,
  });
  expect(html).toContain("https://a.example/&lt;1&gt;</textarea>");
  expect(html).toContain("My words</textarea>");
  for (const id of ["platform-wechat", "legalClaim-terms", "tags-medicine", "goodFaith"])
    expect(html).toMatch(new RegExp(`<input id="${id}"[^>]*checked=""`));
  expect(html).toContain("<details open");
  expect(page(emptyForm())).not.toContain("<details open");
});

test("every category, tag, relation and source has its words in each language", () => {
  for (const locale of locales) {
    const t = translatorFor(locale, "intake");
    const keys = [
      ...noticeCategories.map((one) => `categories.${one}`),
      ...noticeTags.flatMap((one) => [`tags.${one}`, `tagsShort.${one}`]),
      ...noticeRelations.map((one) => `relations.${one}`),
      ...noticeSources.map((one) => `sources.${one}`),
    ];
    for (const key of keys) expect(t(key), `${locale}: ${key}`).not.toBe("");
  }
});

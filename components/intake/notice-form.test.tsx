import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { letterLanguages, locales } from "@/i18n/locales";
import {
  limits,
  noticeCategories,
  noticeRelations,
  noticeSources,
  noticeTags,
  SubmitNotice,
} from "@/lib/intake/contract";
import { fieldFailures } from "@/lib/platform/field-failures";
import { isOfLetters, sentencesOf } from "@/messages/coverage";
import { ownMessages, translatorFor } from "@/messages/load";
import { NoticeForm } from "./notice-form";
import { emptyForm, type FormValues, noticeFromForm, placeOf } from "./notice-form.rules";
import { noticeFormWords } from "./notice-form-words";

function page(values: FormValues, locale: string = "en"): string {
  const platforms = [{ value: "wechat", label: "WeChat" }];
  const words = noticeFormWords(translatorFor(locale, "intake"));
  return renderToStaticMarkup(
    <NoticeForm action={async (state) => state} start={values} platforms={platforms} words={words} />,
  );
}

test("every control of the form has a label of its own, in each language", () => {
  for (const locale of letterLanguages) {
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

test.each(letterLanguages)("the report form lacks no word of its own in %s", (language) => {
  const asked = new Set<string>();
  noticeFormWords((key) => {
    asked.add(`intake.${key}`);
    return key;
  });
  expect(asked.size).toBeGreaterThan(50);
  const own = sentencesOf(ownMessages(language));
  expect([...asked].filter((key) => !own.has(key))).toEqual([]);
});

/** What the form can be refused for: nothing filled in, and each field filled in wrong in each way. */
const refused: Partial<FormValues>[] = [
  {},
  { platform: "x".repeat(61), category: "nonsense", relation: "cousin", tags: ["nonsense"], email: "me at example" },
  {
    platform: "wechat",
    email: `${"x".repeat(300)}@example.org`,
    name: "a\u202eb",
    concerned: "a\u0007b",
    proof: "a\nb",
  },
  { locations: "javascript:x\nhttps://%\nthe blue lamp\n\ud800x", explanation: "a\u0000b" },
  {
    locations: "https://a.example/1",
    media: "javascript:x\nhttp://%\nhttps://a:b@c.example/x\nhttps://c.example:22/x",
  },
  { locations: "x\n".repeat(limits.items + 1), explanation: "x".repeat(limits.explanation + 1) },
];

test("whatever is wrong with a report is said in each of the ten languages, with the field's name", () => {
  const reader = { language: "de", zone: "Europe/Berlin" };
  const failures = refused.flatMap((wrong) => {
    const values = { ...emptyForm(), ...wrong };
    const parsed = SubmitNotice.safeParse(noticeFromForm(values, reader), { reportInput: true });
    return parsed.error ? fieldFailures(parsed.error).map((one) => ({ ...one, at: placeOf(one, values).field })) : [];
  });
  // Of the notice's shape; that a platform is none of ours is found after it (commands.ts).
  const reasons = new Set([...failures.map(({ reason }) => (reason === "too_few" ? "required" : reason))]);
  expect(reasons.size).toBeGreaterThan(12);
  for (const language of letterLanguages) {
    const own = sentencesOf(ownMessages(language));
    for (const reason of [...reasons, "unknown_platform", "invalid"]) {
      expect(own.has(`failures.${reason}`), `${language}: ${reason}`).toBe(true);
      expect(isOfLetters(`failures.${reason}`), reason).toBe(true);
    }
    for (const { at } of failures) expect(own.has(`intake.report.names.${at}`), `${language}: ${at}`).toBe(true);
  }
});

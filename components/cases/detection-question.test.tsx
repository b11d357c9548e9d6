import { createTranslator, NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import type { DetectionExtent } from "@/lib/intake/detection.rules";
import { loadMessages } from "@/messages/load";
import { freshDraft } from "../decisions/draft.rules";
import { DetectionQuestion } from "./detection-question";
import { aFullCase } from "./example-full-case";

test.each(locales)(
  "how it was found is asked where its source is silent, and can be corrected where it is not (%s)",
  (locale) => {
    const messages = loadMessages(locale);
    const t = createTranslator({ locale, messages, namespace: "case.detection" });
    const shown = (source: string, automatedDetection: DetectionExtent | null) => {
      const whole = aFullCase();
      const [notice] = whole.notices;
      if (!notice) throw new Error("the example has a notice");
      const view = { ...whole, notices: [{ ...notice, source, automatedDetection, isWithdrawn: false }] };
      return renderToString(
        <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
          <DetectionQuestion view={view} draft={freshDraft(view)} change={() => undefined} />
        </NextIntlClientProvider>,
      );
    };
    const asked = shown("own_detection", null);
    for (const words of [t("ask"), t("askHint"), t("full"), t("partial"), t("none")]) expect(asked).toContain(words);
    expect(asked).toContain('id="automatedDetection"');
    expect(asked).not.toContain(t("why"));
    const said = shown("third_party", "partial");
    for (const words of [t("correct"), t("said", { extent: t("partial") } as never), t("why")])
      expect(said).toContain(words);
    expect(shown("guest", null)).toBe("");
  },
);

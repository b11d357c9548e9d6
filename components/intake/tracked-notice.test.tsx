import { NextIntlClientProvider } from "next-intl";
import type { ComponentProps } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { letterLanguages } from "@/i18n/locales";
import { dayInWords } from "@/lib/platform/letter.rules";
import { loadMessages, translatorFor } from "@/messages/load";
import { TrackedNoticeView, Withdrawn } from "./tracked-notice";

test("who took a report back after an outcome was told is promised no further one, and not that there was none", () => {
  for (const locale of letterLanguages) {
    const shown = (wasTold: boolean) =>
      renderToString(
        <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
          <Withdrawn at="2026-11-20T17:00:00Z" wasTold={wasTold} />
        </NextIntlClientProvider>,
      );
    const words = translatorFor(locale, "intake.talk");
    expect(shown(false)).toContain(words("withdrawnMeans"));
    expect(shown(true)).toContain(words("withdrawnMeansNoFurther"));
    expect(shown(true)).not.toContain(words("withdrawnMeans"));
  }
});

test("questions, answers and taking a report back are in every language of letters, as the rest of a report's page is", () => {
  const english = translatorFor("en", "intake.talk");
  for (const language of letterLanguages.filter((each) => each !== "en")) {
    const own = translatorFor(language, "intake.talk");
    for (const key of ["title", "text", "hint", "send", "withdraw", "withdrawMeans", "withdrawn", "withdrawnMeans"])
      expect(own(key), `${key} in ${language}`).not.toBe(english(key));
  }
});

test.each(letterLanguages)(
  "a report's page in %s says when an address was deleted, and only without one that none was given",
  (locale) => {
    const notice: ComponentProps<typeof TrackedNoticeView>["notice"] = {
      ...{ reference: "N-7K3P-Q9XD", platform: { id: "wechat", name: { en: "WeChat", hans: "微信", hant: "微信" } } },
      ...{ receivedAt: "2026-03-01T10:00:00.000Z", legalClaim: false, withdrawnAt: null, messages: [], items: [] },
      ...{ mayWithdraw: false, mayWrite: false, hasEmail: false, contactDeletedAt: null },
    };
    const action = async () => ({ error: null, attempt: 0, isSent: false }) as never;
    const shown = (contactDeletedAt: string | null) =>
      renderToString(
        <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="Pacific/Auckland">
          <TrackedNoticeView
            notice={{ ...notice, contactDeletedAt }}
            secret="s"
            actions={{ write: action, withdraw: action }}
          />
        </NextIntlClientProvider>,
      );
    const words = translatorFor(locale, "intake.track");
    expect(shown(null)).toContain(words("noMail"));
    const deleted = shown("2026-06-30T13:00:00.000Z");
    expect(deleted).toContain(words("mailDeleted", { day: dayInWords("2026-07-01", locale) }));
    expect(deleted).not.toContain(words("noMail"));
  },
);

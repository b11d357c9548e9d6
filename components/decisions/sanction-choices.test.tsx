import { createTranslator, NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import { loadMessages } from "@/messages/load";
import { freshDraft } from "./draft.rules";
import { aCard, aCaseView } from "./example-case";
import { SanctionChoices } from "./sanction-choices";

test.each(locales)(
  "the table is not said to offer nothing while nobody has said in which role the person acted (%s)",
  (locale) => {
    const t = createTranslator({ locale, messages: loadMessages(locale), namespace: "case.sanction" });
    const shown = (missing: { field: string; reason: string }[]) => {
      const card = aCard({ sanctions: [], recommendation: null, allowed: [], missing });
      return renderToString(
        <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
          <SanctionChoices
            card={card}
            draft={freshDraft(aCaseView())}
            change={() => undefined}
            zone="UTC"
            mayDecide
            problems={{}}
          />
        </NextIntlClientProvider>,
      );
    };
    const asked = shown([{ field: "role", reason: "role_needed" }]);
    expect(asked).toContain(t("offeredOnceSaid"));
    expect(asked).not.toContain(t("nothingOffered"));
    expect(shown([{ field: "facts", reason: "facts_needed" }])).toContain(t("nothingOffered"));
  },
);

import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import { loadMessages } from "@/messages/load";
import type { QueueMode } from "./filters.rules";
import { KeyHints } from "./key-hints";

test.each(locales)(
  "the key that looks at pictures stands under the grid in %s, for whoever may look, and nowhere else",
  (locale) => {
    const keysOf = (mode: QueueMode, mayReveal: boolean) =>
      renderToString(
        <NextIntlClientProvider
          locale={locale}
          messages={loadMessages(locale)}
          timeZone="UTC"
          onError={(problem) => {
            throw problem;
          }}
        >
          <KeyHints mayClaim mayReveal={mayReveal} mode={mode} />
        </NextIntlClientProvider>,
      );
    expect(keysOf("pictures", true)).toContain(">R</kbd>");
    expect(keysOf("pictures", false)).not.toContain(">R</kbd>");
    expect(keysOf("list", true)).not.toContain(">R</kbd>");
  },
);

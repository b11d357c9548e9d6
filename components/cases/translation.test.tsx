import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import { loadMessages } from "@/messages/load";
import { Words } from "./translation";

function shown(locale: (typeof locales)[number], screen: ReactNode): string {
  const problem = (error: Error) => {
    throw error;
  };
  return renderToString(
    <QueryClientProvider client={new QueryClient()}>
      <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC" onError={problem}>
        {screen}
      </NextIntlClientProvider>
    </QueryClientProvider>,
  );
}

test("a translation is marked with its service, is text only, and is no place where evidence can be bound", () => {
  for (const locale of locales) {
    const text = "<script>alert(1)</script>";
    const html = shown(
      locale,
      <Words translated={{ to: locale, service: "tower-9b", title: "", text, isPart: true }} />,
    );
    expect(html).toContain("tower-9b");
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toMatch(/<script|data-evidence-in/);
  }
});

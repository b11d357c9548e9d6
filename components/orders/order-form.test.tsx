import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { AppRouterContext, type AppRouterInstance } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import { loadMessages } from "@/messages/load";
import { ToastProvider } from "../ui/toast";
import { OrderForm } from "./order-form";

const platforms = [{ id: "taobao-weitao", name: { en: "Taobao Weitao", hans: "淘宝微淘", hant: "淘寶微淘" } }];

test("who records an order picks the platform by its name, and reads by which zone's clock its hours are typed", () => {
  for (const locale of locales) {
    const shown = renderToString(
      <AppRouterContext.Provider value={{} as AppRouterInstance}>
        <QueryClientProvider client={new QueryClient()}>
          <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="Pacific/Auckland">
            <ToastProvider>
              <OrderForm platforms={platforms} areas={[]} />
            </ToastProvider>
          </NextIntlClientProvider>
        </QueryClientProvider>
      </AppRouterContext.Provider>,
    );
    expect(shown).toContain(locale === "en" ? ">Taobao Weitao<" : ">淘宝微淘<");
    expect(shown).not.toContain(">taobao-weitao<");
    expect(shown.match(/Pacific\/Auckland/g)).toHaveLength(2);
  }
});

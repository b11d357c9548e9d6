import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { loadMessages } from "@/messages/load";
import { SiteHeader } from "./site-header";

const linksIn = (screen: React.ReactNode) =>
  [
    ...renderToString(
      <NextIntlClientProvider locale="de" messages={loadMessages("de")} timeZone="UTC">
        {screen}
      </NextIntlClientProvider>,
    ).matchAll(/href="([^"]*)"/g),
  ].map(([, href]) => href);

test("who came to the form by a link in a language goes on in it, to the form and to what follows a report", () => {
  expect(linksIn(<SiteHeader promised="de" />)).toEqual(["/", "/report?lang=de", "/notice?lang=de", "/transparency"]);
  expect(linksIn(<SiteHeader />)).toEqual(["/", "/report", "/notice", "/transparency"]);
});

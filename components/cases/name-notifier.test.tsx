import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NextIntlClientProvider } from "next-intl";
import type { ComponentProps } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { loadMessages } from "@/messages/load";
import { NameNotifier } from "./name-notifier";

type Notice = ComponentProps<typeof NameNotifier>["notice"];
const rightsHolder: Notice = {
  ...{ id: "n1", source: "rights_holder", relation: null, bringing: null, legalClaim: true, childAbuseClaim: false },
  ...{ isWithdrawn: false, order: null, reveal: null },
};

function isOffered(about: Partial<Notice>): boolean {
  const html = renderToString(
    <NextIntlClientProvider locale="en" messages={loadMessages("en")} timeZone="UTC">
      <QueryClientProvider client={new QueryClient()}>
        <NameNotifier caseId="c1" notice={{ ...rightsHolder, ...about }} mayAsk />
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
  return html.includes("Name the notifier in the statement");
}

test("S6: naming the notifier is offered for a rights holder who claims illegality", () => {
  expect(isOffered({})).toBe(true);
  expect(isOffered({ source: "guest" })).toBe(true);
});

test.each<Partial<Notice>>([
  { source: "guardian" },
  { source: "third_party" },
  { source: "own_detection" },
  { source: "authority" },
  { relation: "guardian" },
  { relation: "parent" },
  { relation: "executor" },
  { relation: "self" },
  { bringing: { isMinor: true } },
  { childAbuseClaim: true },
  { legalClaim: false },
  { isWithdrawn: true },
])("S6: naming the notifier is not offered where the server refuses it by the report alone: %o", (about) => {
  expect(isOffered(about)).toBe(false);
});

import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import type { TimelineEntry } from "@/lib/appeals/since.rules";
import { loadMessages } from "@/messages/load";
import { Attachments } from "./attachments";
import { ChangedSince, Timeline } from "./timeline";

const shown = (children: ReactNode) =>
  renderToString(
    <NextIntlClientProvider locale="en" messages={loadMessages("en")} timeZone="UTC">
      {children}
    </NextIntlClientProvider>,
  ).replaceAll("<!-- -->", "");

test("what happened is read in words: who appealed, what was answered, which measure began", () => {
  const at = "2016-09-07T04:00:00.000Z";
  const entries: TimelineEntry[] = [
    { at, kind: "told", side: "affected" },
    { at, kind: "measure_began", label: { en: "Delete content" } },
    { at, kind: "appealed", side: "notifier", reference: "A-1", href: "/appeals/1" },
    { at, kind: "answered", side: "notifier", outcome: "upheld", reference: "A-1", href: "/appeals/1" },
  ];
  const html = shown(<Timeline entries={entries} />);
  for (const words of [
    "The person concerned was told",
    "Measure begins: ",
    "Who reported appeals",
    "Answered: Decision stays",
  ])
    expect(html).toContain(words);
});

test("what has changed since is said, and so is that nothing has", () => {
  const nothing = { policy: null, laterDecisions: 0, fallenStrikes: 0, contentChanged: false };
  expect(shown(<ChangedSince since={nothing} />)).toContain("Nothing: the same rules");
  const html = shown(<ChangedSince since={{ ...nothing, policy: { en: "3rd edition" }, fallenStrikes: 1 }} />);
  expect(html).toContain("3rd edition");
  expect(html).toContain("1 strike of this account fell since.");
});

test("a file from a stranger is a download with a warning beside it, and no picture of it is in the page", () => {
  const files = [{ id: "f", name: "bill.pdf", kind: "pdf" as const, size: 12_345 }];
  const html = shown(<Attachments files={files} at="/api/appeals/a/files" />);
  expect(html).toMatch(/<a [^>]*href="\/api\/appeals\/a\/files\/f"[^>]*download=""/);
  expect(html).toContain("open a file only where it can do no harm");
  expect(html).not.toMatch(/<img|<iframe|<object|<embed/);
});

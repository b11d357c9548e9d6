import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import { compareVersions } from "@/lib/policy/compare/compare.rules";
import type { CompareView } from "@/lib/policy/compare/contract";
import { packOfVersion } from "@/lib/policy/compare/one-version.rules";
import type { DraftView } from "@/lib/policy/drafts/view.contract";
import type { VersionFile } from "@/lib/policy/import/version.contract";
import { gridOf } from "@/lib/policy/library-sanctions.rules";
import { loadMessages } from "@/messages/load";
import { clauseIn, edited, rowIn, taobao } from "@/test/compared";
import { ToastProvider } from "../ui/toast";
import { DraftActions } from "./draft-actions";
import { DraftChanges } from "./draft-changes";
import { PlanShown } from "./plan-shown";

const nothing = () => undefined;
const router = {
  ...{ back: nothing, forward: nothing, refresh: nothing, push: nothing, replace: nothing, prefetch: nothing },
  bfcacheId: "",
};

function shown(locale: Locale, screen: ReactNode): string {
  const problem = (error: Error) => {
    throw error;
  };
  return renderToString(
    <AppRouterContext value={router}>
      <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC" onError={problem}>
        <QueryClientProvider client={new QueryClient()}>
          <ToastProvider>{screen}</ToastProvider>
        </QueryClientProvider>
      </NextIntlClientProvider>
    </AppRouterContext>,
  ).replaceAll("<!-- -->", "");
}

/** The version in force beside a draft of it, as the page of the draft asks for it. */
function compared(after: VersionFile): CompareView {
  const { platform: id, name, zone } = taobao;
  const steps = gridOf(packOfVersion(after), after.version.id)?.steps ?? [];
  return {
    ...{ platform: { id, name, zone }, versions: [], from: "v2", to: "draft:d", problem: null },
    comparison: compareVersions(taobao, after),
    steps: Object.fromEntries(steps.map((step) => [step.id, step])),
  };
}

/** What a marked part of the markup holds, without what only a screen reader is told. */
const marked = (markup: string, mark: "del" | "ins") =>
  [...markup.matchAll(new RegExp(`<${mark}[^>]*>(.*?)</${mark}>`, "gs"))].map(([, inner = ""]) =>
    inner
      .replaceAll(/<span class="sr-only">.*?<\/span>/gs, "")
      .replaceAll(/<[^>]+>/g, "")
      .trim(),
  );

test("whoever signs reads the old words struck out and the new ones put in, and no clause that did not change", () => {
  const draft = edited((file) => {
    clauseIn(file, "Table.4").summary = "Posting seven lanterns at once.";
  });
  const markup = shown("en", <DraftChanges view={compared(draft)} />);
  expect(marked(markup, "ins").join(" ")).toContain("lanterns");
  expect(marked(markup, "del").join(" ")).not.toContain("lanterns");
  expect(clauseIn(taobao, "Table.4").summary).toContain(marked(markup, "del")[0]);
  expect(markup).toContain('aria-label="Table.4"');
  expect(markup).not.toContain('aria-label="Table.6"');
});

test("a cell that became stronger shows what stood there before what would, each under its heading", () => {
  const draft = edited((file) => {
    rowIn(file, 4).cells.buyer = { ...rowIn(file, 4).cells.buyer, base: ["tb.close-comments-permanently"] };
  });
  const markup = shown("en", <DraftChanges view={compared(draft)} />);
  const { actions } = taobao.sanctions;
  const label = (id: string) => actions.find((action) => action.id === id)?.label ?? "";
  const row = [...markup.matchAll(/<tr.*?<\/tr>/gs)].map(([text]) => text).find((text) => text.includes("Stronger"));
  if (!row) throw new Error("No cell is told to be stronger.");
  const before = row.indexOf(label("tb.suspend-comments-7d"));
  const after = row.indexOf(label("tb.close-comments-permanently"));
  expect(before).toBeGreaterThan(0);
  expect(after).toBeGreaterThan(before);
});

test.each(locales)("a draft that says the same as the version in force is said to do so, in %s", (locale) => {
  const markup = shown(locale, <DraftChanges view={compared(edited(() => undefined))} />);
  expect(markup).toContain(locale === "en" ? "The two versions say the same." : "两个版本内容相同");
  expect(markup).not.toMatch(/<(?:ins|del)\b/);
});

test.each<[string, string | null, string | null, string]>([
  ["a week after it is announced", "2026-06-01", "2026-06-08", "7 days"],
  ["over the end of a month", "2026-02-27", "2026-03-01", "2 days"],
  ["the day after", "2026-06-07", "2026-06-08", "1 day"],
  ["on the day it is announced", "2026-06-08", "2026-06-08", "None: it is announced on the day it begins"],
])("whoever signs reads how long users have before a version that begins %s", (_, announced, effectiveFrom, words) => {
  const markup = shown("en", <PlanShown draft={{ announced, effectiveFrom, notice: {} }} />);
  expect(markup).toMatch(new RegExp(`Time that users have</dt><dd>${words}</dd>`));
  const without = shown("en", <PlanShown draft={{ announced: null, effectiveFrom, notice: {} }} />);
  expect(without).not.toContain("Time that users have");
});

function aDraft(over: Partial<DraftView>): DraftView {
  return {
    ...{ id: "d", ref: "v3", state: "in_review", rev: 2, problems: [], warnings: [], file: taobao },
    ...{ effectiveFrom: "2026-06-08", signers: ["Henrik Dahl"], unsigned: null },
    may: { edit: false, publish: true, takeUp: false },
    ...over,
  } as DraftView;
}

const publishes = (over: Partial<DraftView>) => />Publish</.test(shown("en", <DraftActions draft={aDraft(over)} />));

test.each([
  ["asked_by_you", "You asked for this review. Another admin must sign."],
  ["wrote_in_it", "Nobody signs their own words"],
  ["not_admin", "Only an admin who wrote none of it may sign it."],
  ["not_asked", "A second person signs."],
] as const)("who may not sign (%s) is offered no way to publish, and reads why and who may", (unsigned, why) => {
  expect(publishes({ unsigned })).toBe(false);
  const markup = shown("en", <DraftActions draft={aDraft({ unsigned })} />);
  expect(markup).toContain(why);
  expect(markup).toContain("Henrik Dahl");
});

test("the second person is offered to publish, and cannot while something stands against it", () => {
  expect(publishes({})).toBe(true);
  const problem = { of: "draft" as const, code: "noCategory", values: {}, place: ["clauses", "Table.4"] };
  expect(shown("en", <DraftActions draft={aDraft({ problems: [problem] })} />)).toMatch(
    /<button[^>]*disabled[^>]*>(?:<[^>]+>)*Publish</,
  );
});

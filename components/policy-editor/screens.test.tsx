import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { type Locale, locales } from "@/i18n/locales";
import { problemCodes } from "@/lib/policy/edit/checks.contract";
import { checksOf } from "@/lib/policy/edit/checks.rules";
import { type Place, refusalCodes } from "@/lib/policy/edit/contract";
import type { EditedDraft } from "@/lib/policy/edit/view.contract";
import type { VersionFile } from "@/lib/policy/import/version.contract";
import { type Catalogue, loadMessages } from "@/messages/load";
import { taobao } from "@/test/drafts";
import { KeysProvider } from "../shell/keys";
import { ToastProvider } from "../ui/toast";
import { UnsentNotice } from "./edit-form";
import { EditorBar } from "./editor-bar";
import { type Editor, EditorProvider } from "./editor-context";
import { writerOf } from "./others.rules";
import { PolicyEditor } from "./policy-editor";

const nothing = () => undefined;
const router = {
  ...{ back: nothing, forward: nothing, refresh: nothing, push: nothing, replace: nothing, prefetch: nothing },
  bfcacheId: "",
};

function aDraft(change: (file: VersionFile) => VersionFile = (file) => file, mayEdit = true): EditedDraft {
  const file = change(taobao());
  return {
    ...{
      id: "0190",
      platform: { id: file.platform, name: file.name },
      rev: 3,
      mayEdit,
      file,
      surfaces: [],
      roles: [],
      ofPlatform: [],
    },
    ...{ problems: checksOf(file), undo: true, redo: false, changedBy: "Mei Lin" },
  };
}

/** The markup of a screen in one language; a word that is missing is an error, not a key on the screen. */
function shown(locale: Locale, screen: ReactNode): string {
  const problem = (error: Error) => {
    throw error;
  };
  const markup = renderToString(
    <AppRouterContext value={router}>
      <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC" onError={problem}>
        <QueryClientProvider client={new QueryClient()}>
          <ToastProvider>
            <KeysProvider>{screen}</KeysProvider>
          </ToastProvider>
        </QueryClientProvider>
      </NextIntlClientProvider>
    </AppRouterContext>,
  );
  return markup.replaceAll("<!-- -->", "");
}

const editor = (draft: EditedDraft, at: Place) => <PolicyEditor draft={draft} me="ana" at={at} />;

const everyPart: Place[] = [
  ["clauses", "v2.Art.5(1)"],
  ["rows", "4", "cells", "buyer", "repeat"],
  ["rows", "4"],
  ["steps", "severe"],
  ["actions", "tb.suspend-weitao-30d"],
  ["counters", "TB-R1"],
  ["sets", taobao().sanctions.sets[0]?.id ?? ""],
  ["version"],
  ["documents", taobao().documents[0]?.id ?? ""],
];

test.each(locales.flatMap((locale) => everyPart.map((at) => [locale, at.join(" "), at] as const)))(
  "the editor has all its words in %s where it shows %s, for whoever edits and for whoever reads",
  (locale, _, at) => {
    expect(shown(locale, editor(aDraft(), at)).length).toBeGreaterThan(1000);
    expect(shown(locale, editor(aDraft(undefined, false), at))).not.toContain('type="submit"');
  },
);

test("a row of the penalty table is headed by its number, its clause's own reference and the clause's title", () => {
  const markup = shown("en", editor(aDraft(), ["table"]));
  const [first] = taobao().sanctions.table?.rows ?? [];
  expect(first?.ref).toBeTruthy();
  expect(markup).toMatch(
    new RegExp(`data-spot="1\\.0"[^>]*>.*?<code[^>]*>${first?.ref.replaceAll(".", "\\.")}</code>`),
  );
});

test("the penalty table is a grid of which one cell is a stop of the Tab key", () => {
  const markup = shown("en", editor(aDraft(), ["table"]));
  const spots = [...markup.matchAll(/<t[dh][^>]*data-spot="(\d+\.\d+)"[^>]*>/g)].map(([tag, spot]) => ({ tag, spot }));
  expect(markup).toContain('role="grid"');
  expect(spots.filter(({ tag }) => tag.includes('tabindex="0"')).map(({ spot }) => spot)).toEqual(["1.1"]);
  // Four lines with cells of their own and six columns, the heads of the steps, the heads of the rows.
  expect(spots).toHaveLength(4 * 6 + 6 + 4);
  // Two lines of heads, and the column of the rows: a reader hears which of how many.
  expect(markup).toContain('aria-rowcount="6" aria-colcount="7"');
  expect(spots.map(({ tag }) => tag).filter((tag) => !tag.includes("aria-colindex="))).toEqual([]);
  expect([...markup.matchAll(/<tr[^>]*aria-rowindex="(\d+)"/g)].map(([, index]) => index)).toEqual([
    ...["1", "2", "3", "4", "5", "6"],
  ]);
  expect(markup).toContain("Arrow keys move in the table");
});

test("a clause without a category shows it in its form, at its field, in the tree and in the list that leads to it", () => {
  const draft = aDraft((file) => ({
    ...file,
    clauses: file.clauses.map((clause) =>
      clause.ref === "v2.Art.5(2)" ? { ...clause, editorial: { ...clause.editorial, dsaCategory: null } } : clause,
    ),
  }));
  const markup = shown("en", editor(draft, ["clauses", "v2.Art.5(2)"]));
  const sentence = "Clause v2.Art.5(2) is enforceable and has no category of the Transparency Database: choose one.";
  expect(markup.split(sentence).length - 1).toBe(3);
  expect(markup).toMatch(/aria-invalid="true"/);
  expect(markup).toMatch(/role="treeitem"[^>]*data-ref="v2\.Art\.5\(2\)"[^>]*>.*?1 problem/);
});

test("a ladder that falls is marked in its cell, and said in the cell's editor", () => {
  const draft = aDraft((file) => {
    const { table } = file.sanctions;
    const rows = (table?.rows ?? []).map((row) =>
      row.item < 4
        ? row
        : { ...row, cells: { ...row.cells, buyer: { ...row.cells.buyer, repeat: ["tb.delete-content"] } } },
    );
    return { ...file, sanctions: { ...file.sanctions, table: table && { ...table, rows } } };
  });
  const markup = shown("en", editor(draft, ["rows", "4", "cells", "buyer", "repeat"]));
  expect(markup).toContain("is milder than “Ordinary” before it");
  expect(markup).toMatch(/data-spot="4\.5"[^>]*>.*?1 hint/);
});

const state = (draft: EditedDraft, more: Partial<Editor> = {}): Editor => ({
  ...{ view: draft, isBusy: false, at: ["clauses"], goTo: nothing, typed: {}, setTyped: nothing, unsent: {} },
  ...{ edit: nothing, forget: nothing, say: nothing },
  ...more,
});

test("who else has the draft open is shown with where they are", () => {
  const other = {
    tab: "t",
    personId: "ben",
    name: "Ben Okri",
    place: ["rows", "4", "cells", "buyer", "repeat"],
    heardAt: 0,
  };
  const bar = <EditorBar me="ana" said="" others={[other]} undo={nothing} redo={null} />;
  const markup = shown("en", <EditorProvider editor={state(aDraft())}>{bar}</EditorProvider>);
  expect(markup).toContain("Ben Okri: Row 4, Buyer, Third violation of items 4–12, and every later one");
});

test("whoever was overtaken is asked whose words shall stand, and nothing of theirs is gone", () => {
  const conflict = { by: "Ben Okri", places: [["clauses", "v2.Art.5(2)", "title"]] };
  const mine = { do: "clause.change" as const, ref: "v2.Art.5(2)", change: { title: "Mine" } };
  const unsent = { key: { operations: [mine], answer: { done: false as const, conflict } } };
  const markup = shown(
    "en",
    <EditorProvider editor={state(aDraft(), { unsent })}>
      <UnsentNotice formKey="key" />
    </EditorProvider>,
  );
  expect(markup).toContain('role="alert"');
  for (const words of [
    "Ben Okri changed this while you typed",
    "Clause v2.Art.5(2)",
    `It says now: ${taobao().clauses.find(({ ref }) => ref === "v2.Art.5(2)")?.title}`,
    "Save mine over theirs",
    "Keep theirs",
  ])
    expect(markup).toContain(words);
});

test("read in Chinese, the grid names its rows, its steps and what is open in it in Chinese", () => {
  const markup = shown("zh-Hans", editor(aDraft(), ["rows", "4", "cells", "buyer", "repeat"]));
  const row = taobao().clauses.find(({ ref }) => ref === "Table.4");
  expect(row?.titleZh?.hans ?? row?.zh?.title).toBeTruthy();
  expect(markup).toContain(row?.titleZh?.hans ?? row?.zh?.title);
  expect(markup).toContain("第 4 行，买家，连同本次累计达 3 次及以上");
  for (const { label } of taobao().sanctions.table?.steps ?? []) expect(markup).not.toContain(label);
});

test.each(locales)(
  "who has a draft open twice is told in words that the other one is they themselves, in %s",
  (locale) => {
    const others = [{ tab: "2", personId: "ana", name: "Ana", place: ["version"], heardAt: 0 }];
    const markup = shown(
      locale,
      <EditorProvider editor={state(aDraft())}>
        <EditorBar me="ana" said="" others={others} undo={null} redo={null} />
      </EditorProvider>,
    );
    expect(markup).not.toContain("bar.you");
    expect(markup).toContain(locale === "en" ? "You, in another window" : "你（另一窗口）");
  },
);

test("who met their own words is told that they were their own, and is offered no one else's", () => {
  const conflict = { by: "Ana", isOwn: true, places: [["clauses", "Table.4", "title"]] };
  const unsent = { key: { operations: [], answer: { done: false as const, conflict } } };
  const markup = shown(
    "en",
    <EditorProvider editor={state(aDraft(), { unsent })}>
      <UnsentNotice formKey="key" />
    </EditorProvider>,
  );
  expect(markup).toContain("You changed this yourself since this form was opened");
  expect(markup).toContain("Keep what was saved");
  expect(markup).not.toMatch(/Ana|theirs/);
});

test("what oneself wrote is told as nobody else's", () => {
  const news = { kind: "written" as const, draftId: "1", rev: 2, personId: "ana", name: "Ana" };
  expect([writerOf(news, "ana"), writerOf(news, "ben")]).toEqual([null, "Ana"]);
});

test("the first day of a version is read in the editor and written in one place, to which it leads", () => {
  const dated = aDraft((file) => ({ ...file, version: { ...file.version, effectiveFrom: "2027-01-02" } }));
  const markup = shown("en", editor(dated, ["version"]));
  expect(markup).toContain("2 Jan 2027");
  expect(markup).toContain('href="#plan"');
  expect(markup).not.toContain('value="2027-01-02"');
});

test("columns of a heading that is no role of the platform can be given to one, from the button beside the table", () => {
  const draft = { ...aDraft(), roles: ["merchant"] };
  const markup = shown("en", editor(draft, ["table"]));
  expect(markup).toContain("Give columns to another role");
});

test("a refusal says what still names the clause", () => {
  const refusal = {
    ...{ operation: 0, place: ["clauses", "Table.4"], code: "named_by" as const, values: { name: "Table.4" } },
    namedBy: [
      { part: "row" as const, name: "4" },
      { part: "counter" as const, name: "TB-R1" },
    ],
  };
  const unsent = { key: { operations: [], answer: { done: false as const, refusal } } };
  const markup = shown(
    "en",
    <EditorProvider editor={state(aDraft(), { unsent })}>
      <UnsentNotice formKey="key" />
    </EditorProvider>,
  );
  expect(markup).toContain(
    "Table.4 is still named by row 4 and counter “At 3 or more, this one included”. Change that first.",
  );
});

test.each(locales)("every problem and every refusal has its sentence in %s", (locale) => {
  const words = loadMessages(locale).policyEdit as Record<"problems" | "refusals", Catalogue>;
  expect(Object.keys(words.problems).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
    Object.keys(problemCodes).toSorted((a, b) => (a < b ? -1 : 1)),
  );
  expect(refusalCodes.filter((code) => !(code in words.refusals))).toEqual([]);
});

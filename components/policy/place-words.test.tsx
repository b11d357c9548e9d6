import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import type { Locale } from "@/i18n/locales";
import {
  ActionChange,
  ClauseChange,
  CounterChange,
  DocumentChange,
  type Place,
  SetChange,
  StepChange,
  TableHead,
  VersionChange,
} from "@/lib/policy/edit/contract";
import { type Catalogue, loadMessages } from "@/messages/load";
import { taobao } from "@/test/drafts";
import { DraftHistory } from "../policy-desk/draft-facts";

/** The history of a draft with one write at each place, as text. */
function told(locale: Locale, places: Place[]): string {
  const write = { rev: 2, name: "Ana", kind: "edit" as const, at: "2026-03-02T09:00:00.000Z", places };
  const markup = renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC" now={new Date(write.at)}>
      <DraftHistory history={[write]} file={taobao()} />
    </NextIntlClientProvider>,
  );
  return markup.replaceAll("<!-- -->", "");
}

test.each<[Place, string, string]>([
  [["clauses", "Table.4", "summary"], "Clause Table.4, summary", "条款 Table.4：摘要"],
  [["clauses", "Table.4"], "Clause Table.4<", "条款 Table.4<"],
  [["rows", "4", "cells", "buyer", "repeat"], "The penalty table: row 4 (", "处罚表：第 4 行（"],
  [["rows", "400", "place"], "The penalty table: Row 400, order", "处罚表：第 400 行：顺序"],
  [["steps", "severe", "definition"], ", definition", "：定义"],
  [["table", "roles", "buyer"], "The penalty table: the columns of ", "处罚表：“买家”各列"],
  [["version", "effectiveFrom"], "The version, first day in force", "版本：生效日期"],
  [["notice", "zh-Hans"], "The notice to users, simplified Chinese", "致用户的通知：简体中文"],
])("who reads that %j was changed reads it in words", (place, english, chinese) => {
  expect(told("en", [place])).toContain(english);
  expect(told("zh-Hans", [place])).toContain(chinese);
  for (const locale of ["en", "zh-Hans"] as const) expect(told(locale, [place])).not.toContain("›");
});

test.each(["en", "zh-Hans"] as const)("every field that an edit can change has its words in %s", (locale) => {
  const { changed } = loadMessages(locale).policyEdit as { changed: { fields: Catalogue } };
  const changes = [ClauseChange, CounterChange, SetChange, ActionChange, StepChange, VersionChange, DocumentChange];
  const fields = [...changes, TableHead].flatMap(({ shape }) => Object.keys(shape));
  expect(fields.filter((field) => !(field in changed.fields))).toEqual([]);
});

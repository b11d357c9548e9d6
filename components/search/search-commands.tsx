"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Hit, SearchPage } from "@/lib/appeals/search.contract";
import { useNotShown } from "../care/not-shown";
import { type CommandSource, type DeskCommand, useCommandSource } from "../shell/command-sources";
import { getJson, orThrow } from "../shell/fetch-json";
import { wordsFor } from "../ui/localised.rules";
import { searchPath } from "./search-path.rules";

/** Accounts have a list of their own in the menu. */
const shown = 5;

/** What holds the words that are typed into the menu that goes anywhere, and the way to all of it. */
export function SearchCommands() {
  const t = useTranslations("search");
  const locale = useLocale();
  const notShown = useNotShown();
  const source = useMemo<CommandSource>(() => {
    const wordsIn = (hit: Hit) => (hit.notShown.length > 0 ? notShown(hit.notShown) : hit.snippet.text);
    const command = (hit: Hit): DeskCommand => ({
      id: `${hit.kind} ${hit.id}`,
      label: `${t(`hit.${hit.kind}`, { reference: hit.caseReference ?? "" })}: ${wordsIn(hit)}`,
      hint: wordsFor(hit.platform.name, locale).text,
      href: hit.href,
    });
    return {
      heading: t("title"),
      isLast: true,
      search: async (query, signal) => {
        const address = `/api/search?${new URLSearchParams({ q: query.slice(0, 200), limit: String(shown + 5) })}`;
        const { hits, isReadable } = await orThrow(getJson<SearchPage>(address, signal));
        if (!isReadable) return [];
        const found = hits.filter(({ kind }) => kind !== "account").slice(0, shown);
        const all = { id: "all", label: t("all", { query }), href: searchPath({ q: query }) };
        return [...found.map(command), all];
      },
    };
  }, [t, locale, notShown]);
  useCommandSource(source);
  return null;
}

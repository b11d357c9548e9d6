"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ClauseHit } from "@/lib/policy/library.contract";
import { type CommandSource, useCommandSource } from "../shell/command-sources";
import { getJson, orThrow } from "../shell/fetch-json";
import { wordsFor } from "../ui/localised.rules";
import { clauseHref } from "./addresses.rules";

/** Clauses in force today, in the menu that goes anywhere. */
export function ClauseCommands() {
  const t = useTranslations("library");
  const locale = useLocale();
  const heading = t("clauses");
  const source = useMemo<CommandSource>(
    () => ({
      heading,
      search: async (query, signal) => {
        const address = `/api/policy/search?q=${encodeURIComponent(query)}`;
        const { hits } = await orThrow(getJson<{ hits: ClauseHit[] }>(address, signal));
        return hits.map((hit) => ({
          id: `${hit.platform.id} ${hit.version} ${hit.ref}`,
          label: `${hit.ref}  ${wordsFor(hit.title, locale).text}`,
          hint: wordsFor(hit.platform.name, locale).text,
          href: clauseHref(hit.platform.id, hit),
        }));
      },
    }),
    [heading, locale],
  );
  useCommandSource(source);
  return null;
}

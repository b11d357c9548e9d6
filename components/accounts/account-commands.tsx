"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { AccountList } from "@/lib/decisions/account-list.contract";
import { type CommandSource, useCommandSource } from "../shell/command-sources";
import { getJson, orThrow } from "../shell/fetch-json";
import { wordsFor } from "../ui/localised.rules";

/** Accounts by handle or id, in the menu that goes anywhere. */
export function AccountCommands() {
  const heading = useTranslations("accounts")("title");
  const locale = useLocale();
  const source = useMemo<CommandSource>(
    () => ({
      heading,
      search: async (query, signal) => {
        const address = `/api/accounts?limit=6&q=${encodeURIComponent(query)}`;
        const { rows } = await orThrow(getJson<AccountList>(address, signal));
        return rows.map((row) => ({
          id: row.id,
          label: `@${row.handle}`,
          hint: wordsFor(row.platform.name, locale).text,
          keywords: [row.externalId],
          href: `/accounts/${row.id}`,
        }));
      },
    }),
    [heading, locale],
  );
  useCommandSource(source);
  return null;
}

"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Lookup } from "@/lib/appeals/lookup.contract";
import { type CommandSource, useCommandSource } from "../shell/command-sources";
import { getJson, orThrow } from "../shell/fetch-json";
import { wordsFor } from "../ui/localised.rules";
import { addressOf } from "./looked-up.rules";

/** Nothing else is asked of the server: words are looked for by the other sources. */
const couldBeReference = /^[a-z]{0,6}[\s\-–—]*\d+$|^[nam][\s\-–—_.]*[0-9a-z\s\-–—_.]{8,}$|^[0-9a-f]{8}-[0-9a-f-]{27}$/i;

/** Cases, notices, appeals and decisions by the reference that people read and quote, in the menu that goes anywhere. */
export function ReferenceCommands() {
  const t = useTranslations("common.commands");
  const locale = useLocale();
  const source = useMemo<CommandSource>(
    () => ({
      heading: t("references"),
      search: async (query, signal) => {
        if (!couldBeReference.test(query)) return [];
        const { found } = await orThrow(getJson<Lookup>(`/api/find?q=${encodeURIComponent(query)}`, signal));
        return found.map((one) => ({
          id: `${one.kind} ${one.id} ${one.caseId}`,
          label: t(`found.${one.kind}`, { reference: one.reference, case: one.caseReference ?? "" }),
          hint: wordsFor(one.platform.name, locale).text,
          href: addressOf(one),
        }));
      },
    }),
    [t, locale],
  );
  useCommandSource(source);
  return null;
}

"use client";

import { useTranslations } from "next-intl";
import { useKeys } from "../shell/keys";
import { walkRows } from "../shell/walk-rows";

/** The keys of the page: j and k walk what was found, / goes to the words. Draws nothing. */
export function SearchKeys() {
  const t = useTranslations("search.keys");
  useKeys([
    { keys: "j", label: t("down"), run: () => walkRows("[data-hit-link]", 1) },
    { keys: "k", label: t("up"), run: () => walkRows("[data-hit-link]", -1) },
    { keys: "/", label: t("search"), run: () => document.querySelector<HTMLInputElement>("#q")?.select() },
  ]);
  return null;
}

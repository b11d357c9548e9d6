"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useKeys } from "../shell/keys";
import { walkRows } from "../shell/walk-rows";

const words = () => document.querySelector<HTMLInputElement>("#q");

/**
 * The keys of the page: j and k walk what was found, / and G F go to the words, which have the focus until something is looked
 * for. Draws nothing.
 */
export function SearchKeys() {
  const t = useTranslations("search.keys");
  useKeys([
    { keys: "j", label: t("down"), run: () => walkRows("[data-hit-link]", 1) },
    { keys: "k", label: t("up"), run: () => walkRows("[data-hit-link]", -1) },
    { keys: "/", label: t("search"), run: () => words()?.select() },
    { keys: "g f", label: t("search"), run: () => words()?.select() },
  ]);
  useEffect(() => {
    if (words()?.value === "") words()?.focus();
  }, []);
  return null;
}

"use client";

import { useTranslations } from "next-intl";
import { useKeys } from "../shell/keys";
import { walkRows } from "../shell/walk-rows";

/** The keys of the list: j and k walk it, / goes to the search. Draws nothing. */
export function AccountKeys() {
  const t = useTranslations("accounts.keys");
  useKeys([
    { keys: "j", label: t("down"), run: () => walkRows("[data-account-link]", 1) },
    { keys: "k", label: t("up"), run: () => walkRows("[data-account-link]", -1) },
    { keys: "/", label: t("search"), run: () => document.querySelector<HTMLInputElement>("#q")?.select() },
  ]);
  return null;
}

"use client";

import { useTranslations } from "next-intl";
import type { WireFailure } from "./fetch-json";

/** The sentence for a failure: the server's where it gave one, ours where none arrived. */
export function useFailureMessage(): (failure: Pick<WireFailure, "code" | "message">) => string {
  const t = useTranslations("common.failure");
  return (failure) => {
    if (failure.code === "network" || failure.code === "unexpected") return t(failure.code);
    return failure.message || t(failure.code === "signed_out" ? "signedOut" : "unexpected");
  };
}

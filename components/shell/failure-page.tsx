"use client";

import { useSyncExternalStore } from "react";
import { defaultLocale, isLetterLanguage, type LetterLanguage } from "@/i18n/locales";
import de from "@/messages/de/error.json";
import en from "@/messages/en/error.json";
import es from "@/messages/es/error.json";
import fr from "@/messages/fr/error.json";
import it from "@/messages/it/error.json";
import nl from "@/messages/nl/error.json";
import pl from "@/messages/pl/error.json";
import pt from "@/messages/pt/error.json";
import zhHans from "@/messages/zh-Hans/error.json";
import zhHant from "@/messages/zh-Hant/error.json";
import { Button } from "../ui/button";
import { LinkButton } from "../ui/link-button";

const catalogues: Record<LetterLanguage, typeof en> = {
  en,
  "zh-Hans": zhHans,
  "zh-Hant": zhHant,
  de,
  fr,
  es,
  it,
  pl,
  nl,
  pt,
};

/**
 * The page that failed, in the language of the document. It brings its own few words: it must stand when everything else
 * has fallen, and public pages must not load the whole translation library for it.
 */
export function FailurePage({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const lang = useSyncExternalStore(
    () => () => undefined,
    () => document.documentElement.lang,
    () => defaultLocale,
  );
  const words = catalogues[isLetterLanguage(lang) ? lang : defaultLocale];
  const digest = error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;
  return (
    <div className="mx-auto grid max-w-xl gap-3 px-4 py-16">
      <h1 className="text-20 font-semibold">{words.title}</h1>
      <p className="text-ink-soft">{words.text}</p>
      {digest ? <p className="font-mono text-13 text-ink-soft">{words.number.replace("{digest}", digest)}</p> : null}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button look="primary" onClick={onRetry}>
          {words.tryAgain}
        </Button>
        <LinkButton href="/">{words.home}</LinkButton>
      </div>
    </div>
  );
}

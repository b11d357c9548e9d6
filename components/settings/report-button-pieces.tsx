"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type LetterLanguage, localeNames } from "@/i18n/locales";
import type { ButtonLook } from "@/lib/intake/report-button.rules";
import { Button } from "../ui/button";

type Piece = { language: LetterLanguage; label: string; snippet: string };

/** Each language's piece: how it looks, and what to copy. */
export function ReportButtonPieces({ pieces, look }: { pieces: readonly Piece[]; look: ButtonLook }) {
  return (
    <ul className="grid divide-y divide-line">
      {pieces.map((piece) => (
        <Line key={piece.language} piece={piece} look={look} />
      ))}
    </ul>
  );
}

function Line({ piece: { language, label, snippet }, look }: { piece: Piece; look: ButtonLook }) {
  const t = useTranslations("settings.button");
  const actions = useTranslations("common.actions");
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard?.writeText(snippet).then(
      () => setCopied(true),
      // Without permission the text can still be marked and copied by hand.
      () => setCopied(false),
    );
  return (
    <li className="grid gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 lang={language} className="font-medium">
          {localeNames[language]}
        </h3>
        <p className="flex items-center gap-2 text-13 text-ink-soft">
          {t("preview")}
          {/* As a browser draws it where nothing styles it; it leads nowhere from here. */}
          <span
            lang={language}
            className={look === "link" ? "link" : "rounded-sm border border-line-strong px-2 py-0.5 text-ink"}
          >
            {label}
          </span>
        </p>
      </div>
      <pre className="overflow-x-auto rounded-sm bg-sunken p-2 font-mono text-12 whitespace-pre-wrap [overflow-wrap:anywhere]">
        {snippet}
      </pre>
      <Button
        size="small"
        className="justify-self-start"
        aria-label={t("copyOne", { language: localeNames[language] })}
        onClick={copy}
      >
        {isCopied ? actions("copied") : actions("copy")}
      </Button>
    </li>
  );
}

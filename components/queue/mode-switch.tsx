"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { modes, type QueueMode } from "./filters.rules";

/** How the queue is shown; it stands in the address, and is remembered with it. */
export function ModeSwitch({ mode, onChange }: { mode: QueueMode; onChange: (mode: QueueMode) => void }) {
  const t = useTranslations("pictureGrid.modes");
  return (
    <fieldset className="flex gap-1">
      <legend className="sr-only">{t("label")}</legend>
      {modes.map((each) => (
        <Button
          key={each}
          size="small"
          look={each === mode ? "secondary" : "quiet"}
          aria-pressed={each === mode}
          onClick={() => onChange(each)}
        >
          {t(each)}
        </Button>
      ))}
    </fieldset>
  );
}

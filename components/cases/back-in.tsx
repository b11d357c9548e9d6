"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { snoozes, snoozeUntil } from "./snooze.rules";

/** The usual times for which a case is set aside, filled in at a press; any other is typed. */
export function BackIn({ onPick }: { onPick: (until: string) => void }) {
  const t = useTranslations("handing.snooze");
  return (
    <div className="flex flex-wrap gap-2">
      {snoozes.map((snooze) => (
        <Button key={snooze} size="small" onClick={() => onPick(snoozeUntil(snooze, new Date()))}>
          {t(snooze)}
        </Button>
      ))}
    </div>
  );
}

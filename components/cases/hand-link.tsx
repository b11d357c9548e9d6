"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ShownOnce } from "../people/shown-once";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";

/** Asks for the addressee's own link of a letter that reached nobody; that it was asked for is in the log. `text`: what the link is. */
export function HandLink({ path, text }: { path: string; text?: string }) {
  const t = useTranslations("made.letter.handLink");
  const [link, setLink] = useState<string | null>(null);
  const { send, isBusy } = useWrite<{ link: string }>({ onDone: (value) => setLink(value.link) });
  if (link) return <ShownOnce title={t("title")} text={text ?? t("text")} secret={link} />;
  return (
    <div className="grid justify-items-start gap-2">
      <p className="text-13 text-ink-soft">{t("why")}</p>
      <Button size="small" isBusy={isBusy} onClick={() => send({ path })}>
        {t("ask")}
      </Button>
    </div>
  );
}

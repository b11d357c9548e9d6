"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Reference } from "../ui/reference";

type Props = { title: string; text: string; secret: string };

/** A secret that is told once: takes the focus, so that nobody leaves without having seen it. */
export function ShownOnce({ title, text, secret }: Props) {
  const t = useTranslations("common.actions");
  const [isCopied, setCopied] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const copy = () =>
    navigator.clipboard?.writeText(secret).then(
      () => setCopied(true),
      // Without permission the text can still be marked and copied by hand.
      () => setCopied(false),
    );
  return (
    <div ref={place} tabIndex={-1} className="outline-none">
      <Notice
        tone="caution"
        role="status"
        title={title}
        actions={
          <Button size="small" onClick={copy}>
            {isCopied ? t("copied") : t("copy")}
          </Button>
        }
      >
        <p>{text}</p>
        <p className="mt-2">
          <Reference className="text-16 whitespace-normal [overflow-wrap:anywhere]">{secret}</Reference>
        </p>
      </Notice>
    </div>
  );
}

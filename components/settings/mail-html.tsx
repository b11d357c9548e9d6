"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button";

/**
 * The HTML part as a mail program shows it, when somebody asks: in a frame of its own without script, forms or this
 * page's cookies, in which no link leads anywhere.
 */
export function MailHtml({ html }: { html: string }) {
  const t = useTranslations("settings.mailbox");
  const [isShown, setShown] = useState(false);
  return (
    <div className="grid justify-items-start gap-2 border-t border-line pt-4">
      <Button size="small" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {t(isShown ? "hideHtml" : "showHtml")}
      </Button>
      {isShown ? (
        <iframe
          title={t("htmlTitle")}
          sandbox=""
          srcDoc={html}
          className="h-120 w-full rounded-md border border-line"
        />
      ) : null}
    </div>
  );
}

"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { PlatformName, WebhookSecret } from "@/lib/administration/contract";
import { ShownOnce } from "../people/shown-once";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";

/** What each platform's receiver checks our signatures with: asked for one by one, because each look is written down. */
export function WebhookSecrets({ platforms }: { platforms: readonly PlatformName[] }) {
  const t = useTranslations("settings.secret");
  return (
    <Disclosure summary={t("summary")}>
      <p className="mb-3 text-ink-soft">{t("text")}</p>
      <div className="grid gap-3">
        {platforms.map((platform) => (
          <OneSecret key={platform.id} platform={platform} />
        ))}
      </div>
    </Disclosure>
  );
}

function OneSecret({ platform: { id, name } }: { platform: PlatformName }) {
  const t = useTranslations("settings.secret");
  const label = useLocale() === "zh-Hans" ? name.hans : name.en;
  const [secret, setSecret] = useState<string | null>(null);
  const { send, isBusy } = useWrite<WebhookSecret>({ onDone: (value) => setSecret(value.secret) });
  if (secret !== null)
    return (
      <div className="grid justify-items-start gap-1">
        <ShownOnce title={t("of", { platform: label })} text={t("shown")} secret={secret} />
        <Button size="small" onClick={() => setSecret(null)} aria-label={t("hideOne", { platform: label })}>
          {t("hide")}
        </Button>
      </div>
    );
  return (
    <div className="flex items-center justify-between gap-3">
      <span>{label}</span>
      <Button
        size="small"
        isBusy={isBusy}
        onClick={() => send({ path: "/api/settings/webhook-secret", body: { platformId: id } })}
        aria-label={t("showOne", { platform: label })}
      >
        {t("show")}
      </Button>
    </div>
  );
}

"use client";

import { useLocale, useTranslations } from "next-intl";
import type { SettingOnPage, SettingsPlatform } from "@/lib/administration/contract";
import { TokenLine } from "../transparency/token-line";
import { Disclosure } from "../ui/disclosure";
import { Time } from "../ui/time";
import { SettingForm } from "./setting-form";
import { useSettingValue } from "./use-setting-value";
import { WebhookSecrets } from "./webhook-secrets";

type Props = {
  setting: SettingOnPage;
  platforms: readonly SettingsPlatform[];
  mayChange: boolean;
  /** Whether this reader may ask for what the receivers check signatures with. */
  maySeeSecret?: boolean;
};

/** One setting: what it is for, what holds for all, and what a platform has for itself. */
export function SettingRow({ setting, platforms, mayChange, maySeeSecret = false }: Props) {
  const t = useTranslations("settings");
  const say = useSettingValue(setting);
  const isHans = useLocale() === "zh-Hans";
  const all = setting.rows.find((row) => row.platformId === "*");
  const own = setting.rows.filter((row) => row.platformId !== "*");
  const nameOf = (id: string) => {
    const name = platforms.find((platform) => platform.id === id)?.name;
    return (isHans ? name?.hans : name?.en) ?? id;
  };
  return (
    <div id={setting.key} className="grid scroll-mt-16 gap-2 py-4 md:grid-cols-[1fr_22rem] md:gap-8">
      <div className="grid content-start gap-1">
        <h3 className="font-medium">{t(`names.${setting.key}`)}</h3>
        <p className="max-w-[65ch] text-ink-soft">{t(`purposes.${setting.key}`)}</p>
        {setting.key === "databaseSend"
          ? platforms
              .filter(({ owesDatabase }) => !owesDatabase)
              .map(({ id, tier, owedDatabase }) => (
                <p key={id} className="max-w-[65ch] text-ink-soft">
                  {t(owedDatabase ? "databaseNotDueAnyMore" : "databaseNotDue", { platform: nameOf(id), tier })}
                </p>
              ))
          : null}
        {setting.key === "databaseUrl" ? <Tokens platforms={platforms} nameOf={nameOf} /> : null}
        <p className="text-13 text-ink-soft">
          {t("first", { value: say(setting.first) })}
          {setting.min !== null && setting.max !== null
            ? ` · ${t("bounds", { min: setting.min, max: setting.max })}`
            : null}
        </p>
      </div>
      <div className="grid content-start gap-2">
        {mayChange ? (
          <SettingForm setting={setting} platformId="*" row={all} label={t("forAll")} />
        ) : (
          <p className="font-medium">{say(all?.value ?? setting.first)}</p>
        )}
        {all ? (
          <p className="text-13 text-ink-soft">
            {t("changedBy", { name: all.changedBy ?? t("product") })} <Time value={all.changedAt} />
          </p>
        ) : null}
        {setting.perPlatform && (mayChange || own.length > 0) ? (
          <Disclosure summary={t("perPlatform", { count: own.length })}>
            <div className="grid gap-3">
              {(mayChange ? platforms.map((platform) => platform.id) : own.map((row) => row.platformId)).map((id) => {
                const row = own.find((each) => each.platformId === id);
                return mayChange ? (
                  <SettingForm
                    key={id}
                    setting={setting}
                    platformId={id}
                    row={row}
                    label={nameOf(id)}
                    inherited={all?.value ?? setting.first}
                  />
                ) : (
                  <p key={id}>
                    {nameOf(id)}: {say(row?.value ?? setting.first)}
                  </p>
                );
              })}
            </div>
          </Disclosure>
        ) : null}
        {setting.key === "webhookUrl" && maySeeSecret ? <WebhookSecrets platforms={platforms} /> : null}
      </div>
    </div>
  );
}

/** Under the address of the Transparency Database: for which platforms a token lies ready, and for which address. */
function Tokens({ platforms, nameOf }: { platforms: Props["platforms"]; nameOf: (id: string) => string }) {
  const t = useTranslations("settings");
  const owing = platforms.filter(({ owesDatabase, owedDatabase }) => owesDatabase || owedDatabase);
  return (
    <ul className="grid gap-2 py-1" aria-label={t("databaseTokens")}>
      {owing.map(({ id, databaseToken }) => (
        <li key={id}>
          <span className="font-medium">{nameOf(id)}</span>
          <TokenLine token={databaseToken} platform={nameOf(id)} />
        </li>
      ))}
    </ul>
  );
}

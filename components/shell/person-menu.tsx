"use client";

import { LogOut, Sun, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { isLocale, localeNames, locales } from "@/i18n/locales";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from "../ui/menu";
import { useToast } from "../ui/toast";
import { isTheme, themes } from "./preferences";
import { usePreferences } from "./preferences-provider";
import { signOut } from "./sign-out";

export type ShellPerson = { name: string; role: "moderator" | "supervisor" | "admin" | "auditor" };

export function PersonMenu({ person }: { person: ShellPerson }) {
  const t = useTranslations("common");
  const day = useTranslations("care.day");
  const account = useTranslations("people.me");
  const router = useRouter();
  const notify = useToast();
  const { theme, setTheme, locale, setLocale } = usePreferences();
  const leave = async () => {
    if (!(await signOut())) notify({ title: t("shell.signOutFailed"), tone: "danger" });
  };
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button look="quiet" aria-label={t("shell.personMenu", { name: person.name })} className="px-1.5">
          <Avatar name={person.name} />
          <span className="hidden max-w-40 truncate sm:inline">{person.name}</span>
        </Button>
      </MenuTrigger>
      <MenuContent>
        <div className="px-2 py-1.5">
          <p className="font-medium">{person.name}</p>
          <p className="text-13 text-ink-soft">{t(`roles.${person.role}`)}</p>
        </div>
        <MenuSeparator />
        <MenuLabel>{t("shell.language")}</MenuLabel>
        <MenuRadioGroup value={locale} onValueChange={(value) => isLocale(value) && setLocale(value)}>
          {locales.map((each) => (
            <MenuRadioItem key={each} value={each} lang={each}>
              {localeNames[each]}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuLabel>{t("shell.theme")}</MenuLabel>
        <MenuRadioGroup value={theme} onValueChange={(value) => isTheme(value) && setTheme(value)}>
          {themes.map((each) => (
            <MenuRadioItem key={each} value={each} onSelect={(event) => event.preventDefault()}>
              {t(`theme.${each}`)}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        {person.role === "moderator" || person.role === "supervisor" ? (
          <MenuItem icon={<Sun aria-hidden="true" />} onSelect={() => router.push("/people/me/day")}>
            {day("nav")}
          </MenuItem>
        ) : null}
        <MenuItem icon={<UserRound aria-hidden="true" />} onSelect={() => router.push("/people/me")}>
          {account("title")}
        </MenuItem>
        <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={leave}>
          {t("shell.signOut")}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}

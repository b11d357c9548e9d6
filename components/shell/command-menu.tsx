"use client";

import { Command, defaultFilter } from "cmdk";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { localeNames, locales } from "@/i18n/locales";
import { Dialog, DialogContent } from "../ui/dialog";
import { type CommandSource, type DeskCommand, useCommandSources } from "./command-sources";
import type { NavItem } from "./nav-items";
import { themes } from "./preferences";
import { usePreferences } from "./preferences-provider";
import { useFoundCommands } from "./use-found-commands";

type Props = { items: readonly NavItem[]; isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** ⌘K: goes anywhere. Screens add to it by `useCommandSource`. */
export function CommandMenu({ items, isOpen, onOpenChange }: Props) {
  const t = useTranslations("common.commands");
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title={t("title")} isTitleHidden className="overflow-hidden">
        <Palette items={items} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function Palette({ items, onDone }: { items: readonly NavItem[]; onDone: () => void }) {
  const t = useTranslations("common.commands");
  const router = useRouter();
  const [query, setQuery] = useState("");
  const found = useFoundCommands(query.trim());
  const listed = [...useCommandSources(), ...useOwnSources(items)]
    .map(({ heading, commands = [] }) => ({ heading, commands: matching(commands, query.trim()) }))
    .filter(({ commands }) => commands.length > 0);
  const isEmpty = listed.length === 0 && found.groups.length === 0 && !found.isSearching;
  const choose = (command: DeskCommand) => {
    onDone();
    command.run?.();
    if (command.href) router.push(command.href);
  };
  return (
    <Command label={t("title")} shouldFilter={false} loop className="flex min-h-0 flex-col">
      <Command.Input
        value={query}
        onValueChange={setQuery}
        placeholder={t("placeholder")}
        className="h-12 w-full border-b border-line bg-transparent px-4 text-16 text-ink outline-none placeholder:text-ink-faint"
      />
      <Command.List className="h-(--cmdk-list-height) max-h-96 min-h-0 overflow-y-auto p-1 pb-2">
        {[...found.groups, ...listed].map((group) => (
          <Group key={group.heading} heading={group.heading} commands={group.commands} onChoose={choose} />
        ))}
        {found.isSearching ? <Line>{t("searching", { query })}</Line> : null}
        {found.hasFailed ? <Line>{t("failed")}</Line> : null}
        {isEmpty ? <Line>{t("empty", { query })}</Line> : null}
      </Command.List>
      <p className="border-t border-line px-4 py-2 text-12 text-ink-soft [@media(pointer:coarse)]:hidden">
        {t("hint")}
      </p>
    </Command>
  );
}

type GroupProps = {
  heading: string;
  commands: readonly DeskCommand[];
  onChoose: (command: DeskCommand) => void;
};

function Group({ heading, commands, onChoose }: GroupProps) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-soft"
    >
      {commands.map((command) => (
        <Command.Item
          key={command.id}
          value={`${heading} ${command.id} ${command.label}`}
          onSelect={() => onChoose(command)}
          className="flex min-h-9 cursor-pointer items-center justify-between gap-4 rounded-sm px-3 data-[selected=true]:bg-selected"
        >
          <span className="truncate">{command.label}</span>
          {command.hint ? <span className="shrink-0 text-13 text-ink-soft">{command.hint}</span> : null}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

/** Best match first; everything, in its own order, while nothing is typed. */
function matching(commands: readonly DeskCommand[], query: string): readonly DeskCommand[] {
  if (!query) return commands;
  return commands
    .map((command) => ({ command, score: defaultFilter(command.label, query, [...(command.keywords ?? [])]) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command);
}

function Line({ children }: { children: ReactNode }) {
  return <p className="px-3 py-4 text-ink-soft">{children}</p>;
}

/** What is always there: the places of the desk, then language and theme. */
function useOwnSources(items: readonly NavItem[]): CommandSource[] {
  const t = useTranslations("common");
  const { setTheme, setLocale } = usePreferences();
  return useMemo(
    () => [
      {
        heading: t("commands.places"),
        commands: items.map((item) => ({
          id: item.id,
          label: t(`nav.${item.id}`),
          href: item.href,
          keywords: [item.id],
        })),
      },
      {
        heading: t("commands.preferences"),
        commands: [
          ...themes.map((theme) => ({
            id: theme,
            label: t("commands.useTheme", { theme: t(`theme.${theme}`) }),
            keywords: ["theme", theme],
            run: () => setTheme(theme),
          })),
          ...locales.map((locale) => ({
            id: locale,
            label: t("commands.useLanguage", { language: localeNames[locale] }),
            keywords: ["language", locale],
            run: () => setLocale(locale),
          })),
        ],
      },
    ],
    [t, items, setTheme, setLocale],
  );
}

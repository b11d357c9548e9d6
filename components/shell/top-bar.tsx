"use client";

import { ChevronDown, CircleHelp, MenuIcon, Search } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "../ui/button";
import { Keycap } from "../ui/keycap";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "../ui/menu";
import { cn } from "../ui/text";
import { Tooltip } from "../ui/tooltip";
import { CommandMenu } from "./command-menu";
import { KeyHelp } from "./key-help";
import { useKeys } from "./keys";
import { caps } from "./keys.rules";
import { Mark } from "./mark";
import { isCurrent, type NavItem, navFor } from "./nav-items";
import { PersonMenu, type ShellPerson } from "./person-menu";
import { useIsMac } from "./use-is-mac";

type Props = {
  person: ShellPerson;
  permissions: readonly string[];
  /** What stands quietly beside the keys: the break that is offered. */
  beside?: ReactNode;
};

/** The one bar of the desk: where one may go, the way anywhere, the keys, and who is here. */
export function TopBar({ person, permissions, beside }: Props) {
  const t = useTranslations("common");
  const router = useRouter();
  const isMac = useIsMac();
  const items = navFor(permissions);
  const [open, setOpen] = useState<"commands" | "keys" | null>(null);
  useKeys([
    { keys: "mod+k", label: t("keys.openCommands"), isGlobal: true, run: () => setOpen("commands") },
    { keys: "?", label: t("keys.openKeys"), isGlobal: true, run: () => setOpen("keys") },
    ...items.map((item) => ({
      keys: item.keys,
      label: t("keys.goTo", { place: t(`nav.${item.id}`) }),
      isGlobal: true,
      run: () => router.push(item.href),
    })),
  ]);
  return (
    <header className="no-print sticky top-0 z-30 flex h-[calc(var(--control-height)+1rem)] items-center gap-1 border-b border-line bg-surface px-3 md:px-4">
      <NarrowNav items={items} />
      <Link
        href={items[0]?.href ?? "/"}
        className="mr-3 flex items-center gap-2 rounded-sm font-semibold tracking-tight"
      >
        <Mark />
        {t("product")}
      </Link>
      <WideNav items={items} />
      <MoreNav items={items} />
      <div className="ml-auto flex items-center gap-1">
        <Button
          className="gap-3 px-2.5 text-ink-soft max-lg:border-transparent max-lg:bg-transparent lg:justify-between xl:min-w-44"
          aria-label={t("keys.openCommands")}
          aria-keyshortcuts="Control+K Meta+K"
          onClick={() => setOpen("commands")}
        >
          <span className="flex items-center gap-2 font-normal">
            <Search aria-hidden="true" />
            <span className="hidden lg:inline">{t("shell.goTo")}</span>
          </span>
          <Keycap aria-hidden="true" className="hidden xl:inline-flex">
            {caps("mod+k", isMac)}
          </Keycap>
        </Button>
        {beside}
        <Tooltip label={t("shell.keys")} keycap="?">
          <Button
            look="quiet"
            size="icon"
            aria-label={t("shell.keys")}
            shortcut="?"
            onClick={() => setOpen("keys")}
            className="hidden sm:inline-flex"
          >
            <CircleHelp aria-hidden="true" />
          </Button>
        </Tooltip>
        <PersonMenu person={person} />
      </div>
      <CommandMenu
        items={items}
        isOpen={open === "commands"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "commands" : null)}
      />
      <KeyHelp isOpen={open === "keys"} onOpenChange={(isOpen) => setOpen(isOpen ? "keys" : null)} />
    </header>
  );
}

function WideNav({ items }: { items: readonly NavItem[] }) {
  const t = useTranslations("common.nav");
  const pathname = usePathname();
  return (
    <nav aria-label={t("label")} className="hidden h-full items-stretch lg:flex">
      {items.map((item) => (
        <Link
          key={item.id}
          href={item.href}
          aria-current={isCurrent(item, pathname) ? "page" : undefined}
          className={cn(
            "relative flex items-center px-2.5 font-medium text-ink-soft hover:text-ink focus-visible:-outline-offset-4",
            // Between a phone and a wide screen the box beside it leads there too, and the bar has no room for both.
            item.id === "search" && "max-xl:hidden",
            isRare(item) && "max-[1760px]:hidden",
            "aria-[current=page]:text-ink aria-[current=page]:after:absolute aria-[current=page]:after:inset-x-2.5 aria-[current=page]:after:-bottom-px aria-[current=page]:after:h-0.5 aria-[current=page]:after:bg-accent",
          )}
        >
          {t(item.id)}
        </Link>
      ))}
    </nav>
  );
}

/** Where few go each day: in the bar where it has room, else behind one button. */
const rareOnes: ReadonlySet<string> = new Set([
  "clocks",
  "disputes",
  "referrals",
  "reports",
  "commitments",
  "referrals",
  "people",
  "audit",
  "mailbox",
]);
const isRare = ({ id }: NavItem) => rareOnes.has(id);

function MoreNav({ items }: { items: readonly NavItem[] }) {
  const t = useTranslations("common");
  const pathname = usePathname();
  const rare = items.filter(isRare);
  const current = rare.find((item) => isCurrent(item, pathname));
  if (rare.length === 0) return null;
  return (
    <div className="hidden h-full items-center lg:flex min-[1760.1px]:hidden">
      <Menu>
        <MenuTrigger asChild>
          <Button look="quiet" className={cn("px-2.5", current && "text-ink")}>
            {current ? t(`nav.${current.id}`) : t("shell.more")}
            <ChevronDown aria-hidden="true" />
          </Button>
        </MenuTrigger>
        <MenuContent align="start">
          {rare.map((item) => (
            <MenuItem key={item.id} asChild>
              <Link href={item.href} aria-current={item === current ? "page" : undefined}>
                {t(`nav.${item.id}`)}
              </Link>
            </MenuItem>
          ))}
        </MenuContent>
      </Menu>
    </div>
  );
}

function NarrowNav({ items }: { items: readonly NavItem[] }) {
  const t = useTranslations("common");
  const pathname = usePathname();
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button look="quiet" size="icon" aria-label={t("shell.menu")} className="-ml-1.5 lg:hidden">
          <MenuIcon aria-hidden="true" />
        </Button>
      </MenuTrigger>
      <MenuContent align="start">
        {items.map((item) => (
          <MenuItem key={item.id} asChild className={isCurrent(item, pathname) ? "bg-selected font-medium" : undefined}>
            <Link href={item.href} aria-current={isCurrent(item, pathname) ? "page" : undefined}>
              {t(`nav.${item.id}`)}
            </Link>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}

import type { Permission } from "@/lib/platform/permissions.rules";

type Place = { id: string; href: string; permission: Permission };

/** Where how the desk runs is set and looked at, in the groups in which it is looked for. */
export const settingsGroups = [
  {
    id: "desk",
    places: [
      { id: "settings", href: "/settings", permission: "settings.view" },
      { id: "keys", href: "/settings/keys", permission: "key.manage" },
      { id: "languages", href: "/settings/languages", permission: "settings.view" },
      { id: "hashLists", href: "/settings/hash-lists", permission: "settings.view" },
      { id: "stronger", href: "/settings/stronger-penalties", permission: "settings.view" },
      { id: "retention", href: "/settings/retention", permission: "retention.view" },
    ],
  },
  {
    id: "public",
    places: [
      { id: "button", href: "/settings/button", permission: "settings.view" },
      { id: "terms", href: "/settings/terms", permission: "settings.view" },
      { id: "help", href: "/settings/help", permission: "settings.view" },
    ],
  },
  {
    id: "outside",
    places: [
      { id: "flaggers", href: "/settings/flaggers", permission: "settings.view" },
      { id: "orders", href: "/settings/orders", permission: "order.view" },
      { id: "disputeBodies", href: "/settings/dispute-bodies", permission: "settings.view" },
      { id: "researchers", href: "/settings/researchers", permission: "research.view" },
    ],
  },
  {
    id: "leaves",
    places: [
      { id: "outbox", href: "/outbox", permission: "outbox.view" },
      { id: "copies", href: "/outbox/copies", permission: "outbox.view" },
      { id: "database", href: "/outbox/database", permission: "outbox.view" },
      { id: "mailbox", href: "/mailbox", permission: "mailbox.view" },
    ],
  },
] as const satisfies readonly { id: string; places: readonly Place[] }[];

export type SettingsGroup = (typeof settingsGroups)[number];
export type SettingsPlace = SettingsGroup["places"][number];

/** The place that an address belongs to: the one whose own address is the longest beginning of it. */
export function placeAt(path: string): SettingsPlace["id"] | null {
  const all: readonly SettingsPlace[] = settingsGroups.flatMap(({ places }) => [...places]);
  const within = all.filter(({ href }) => path === href || path.startsWith(`${href}/`));
  return within.sort((a, b) => b.href.length - a.href.length)[0]?.id ?? null;
}

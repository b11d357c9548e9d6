import Link from "next/link";
import { useTranslations } from "next-intl";
import { oneLineClass } from "../ui/tab-class";
import { TabLinks } from "../ui/tab-links";
import { TabsInLine } from "../ui/tabs-in-line";

const tabs = [
  { id: "settings", href: "/settings", permission: "settings.view" },
  { id: "keys", href: "/settings/keys", permission: "key.manage" },
  { id: "researchers", href: "/settings/researchers", permission: "research.view" },
  { id: "hashLists", href: "/settings/hash-lists", permission: "settings.view" },
  { id: "help", href: "/settings/help", permission: "settings.view" },
  { id: "flaggers", href: "/settings/flaggers", permission: "settings.view" },
  { id: "disputeBodies", href: "/settings/dispute-bodies", permission: "settings.view" },
  { id: "orders", href: "/settings/orders", permission: "order.view" },
  { id: "stronger", href: "/settings/stronger-penalties", permission: "settings.view" },
  { id: "languages", href: "/settings/languages", permission: "settings.view" },
  { id: "button", href: "/settings/button", permission: "settings.view" },
  { id: "retention", href: "/settings/retention", permission: "retention.view" },
  { id: "terms", href: "/settings/terms", permission: "settings.view" },
  { id: "outbox", href: "/outbox", permission: "outbox.view" },
  { id: "copies", href: "/outbox/copies", permission: "outbox.view" },
  { id: "database", href: "/outbox/database", permission: "outbox.view" },
  { id: "mailbox", href: "/mailbox", permission: "mailbox.view" },
] as const;
type Tab = (typeof tabs)[number];

/** How the desk runs: settings, keys, what leaves. `may` says which of them this reader sees. */
export function SettingsTabs({
  current,
  may,
}: {
  current: Tab["id"];
  may: (permission: Tab["permission"]) => boolean;
}) {
  const t = useTranslations("settings.tabs");
  const links = tabs
    .filter((tab) => may(tab.permission))
    .map((tab) => ({ href: tab.href, label: t(tab.id), isCurrent: tab.id === current }));
  return (
    <TabsInLine current={current}>
      <TabLinks label={t("label")} links={links} via={Link} className={oneLineClass} />
    </TabsInLine>
  );
}

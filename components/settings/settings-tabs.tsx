import Link from "next/link";
import { useTranslations } from "next-intl";
import { TabLinks } from "../ui/tab-links";

const tabs = [
  { id: "settings", href: "/settings", permission: "settings.view" },
  { id: "keys", href: "/settings/keys", permission: "key.manage" },
  { id: "outbox", href: "/outbox", permission: "outbox.view" },
  { id: "copies", href: "/outbox/copies", permission: "outbox.view" },
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
  return <TabLinks label={t("label")} links={links} via={Link} />;
}

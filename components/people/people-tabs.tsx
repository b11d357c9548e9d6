import Link from "next/link";
import { useTranslations } from "next-intl";
import { TabLinks } from "../ui/tab-links";

const tabs = [
  { id: "list", href: "/people" },
  { id: "permissions", href: "/people/permissions" },
  { id: "me", href: "/people/me" },
] as const;
type Tab = (typeof tabs)[number]["id"];

/** `maySeeList` is false for moderators, who have their own account here and the table of who may do what. */
export function PeopleTabs({ current, maySeeList }: { current: Tab; maySeeList: boolean }) {
  const t = useTranslations("people.tabs");
  const links = tabs
    .filter((tab) => maySeeList || tab.id !== "list")
    .map((tab) => ({ href: tab.href, label: t(tab.id), isCurrent: tab.id === current }));
  return <TabLinks label={t("label")} links={links} via={Link} />;
}

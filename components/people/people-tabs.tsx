import Link from "next/link";
import { useTranslations } from "next-intl";
import { TabLinks } from "../ui/tab-links";

const tabs = [
  { id: "list", href: "/people" },
  { id: "permissions", href: "/people/permissions" },
  { id: "me", href: "/people/me" },
  { id: "day", href: "/people/me/day" },
] as const;
type Tab = (typeof tabs)[number]["id"];

type Props = {
  current: Tab;
  maySeeList: boolean;
  /** Their own day: for who works on cases, on the pages of their own account. */
  maySeeDay?: boolean;
};

/** `maySeeList` is false for moderators, who have their own account here and the table of who may do what. */
export function PeopleTabs({ current, maySeeList, maySeeDay = false }: Props) {
  const t = useTranslations("people.tabs");
  const links = tabs
    .filter((tab) => (maySeeList || tab.id !== "list") && (maySeeDay || tab.id !== "day"))
    .map((tab) => ({ href: tab.href, label: t(tab.id), isCurrent: tab.id === current }));
  return <TabLinks label={t("label")} links={links} via={Link} />;
}

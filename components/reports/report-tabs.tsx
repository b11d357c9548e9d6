import Link from "next/link";
import { useTranslations } from "next-intl";
import { TabLinks } from "../ui/tab-links";

const tabs = [
  { id: "versions", href: "/reports" },
  { id: "facts", href: "/reports/facts" },
] as const;

/** The places of reports: what was made, and what is entered for them. */
export function ReportTabs({ current }: { current: (typeof tabs)[number]["id"] }) {
  const t = useTranslations("reports.tabs");
  const links = tabs.map(({ id, href }) => ({ href, label: t(id), isCurrent: id === current }));
  return <TabLinks label={t("label")} links={links} via={Link} />;
}

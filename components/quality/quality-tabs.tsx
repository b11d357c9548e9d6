import Link from "next/link";
import { useTranslations } from "next-intl";
import { oneLineClass } from "../ui/tab-class";
import { TabLinks } from "../ui/tab-links";
import { TabsInLine } from "../ui/tabs-in-line";

const tabs = [
  { id: "agreement", href: "/quality" },
  { id: "reviews", href: "/quality/reviews" },
  { id: "golden", href: "/quality/golden" },
  { id: "team", href: "/quality/team" },
  { id: "handling", href: "/quality/handling" },
  { id: "audits", href: "/audits" },
] as const;

/** The places of quality; who sees only their own decisions has one, and needs no tabs. */
export function QualityTabs({ current, maySeeTeam }: { current: (typeof tabs)[number]["id"]; maySeeTeam: boolean }) {
  const t = useTranslations("quality.tabs");
  if (!maySeeTeam) return null;
  const links = tabs.map(({ id, href }) => ({ href, label: t(id), isCurrent: id === current }));
  return (
    <TabsInLine current={current}>
      <TabLinks label={t("label")} links={links} via={Link} className={oneLineClass} />
    </TabsInLine>
  );
}

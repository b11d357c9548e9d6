import Link from "next/link";
import { useTranslations } from "next-intl";
import type { AppealCounts, AppealRow } from "@/lib/appeals/contract";
import { useWords } from "../ui/localised";
import { Count, Status } from "../ui/status";
import { oneLineClass } from "../ui/tab-class";
import { TabLinks } from "../ui/tab-links";
import { TabsInLine } from "../ui/tabs-in-line";
import { TextLink } from "../ui/text-link";

export type AppealTab = "open" | "mine" | "answered" | "flags";
export type AppealOrder = "due" | "risk";
type Chosen = { tab: AppealTab; platform: string; order: AppealOrder };

/** The address of one part of the list; what is as usual is left out. */
export function appealsPath({ tab, platform, order }: Chosen, after?: string): string {
  const search = new URLSearchParams();
  if (tab !== "open") search.set("view", tab);
  if (platform && tab !== "flags") search.set("platform", platform);
  if (order !== "due" && isOrdered(tab)) search.set("order", order);
  if (after) search.set("after", after);
  return search.size > 0 ? `/appeals?${search}` : "/appeals";
}

/** What is answered has one order: the newest first. */
const isOrdered = (tab: AppealTab) => tab === "open" || tab === "mine";

/** Which appeals, as tabs that are addresses; under them the platforms. */
export function AppealFilters({
  chosen,
  counts,
  platforms,
  maySettle,
}: {
  chosen: Chosen;
  counts: AppealCounts;
  platforms: readonly AppealRow["platform"][];
  maySettle: boolean;
}) {
  const t = useTranslations("appeal");
  const words = useWords();
  const tabs: AppealTab[] = maySettle ? ["open", "mine", "answered", "flags"] : ["open", "answered", "flags"];
  const link = (tab: AppealTab) => ({
    href: appealsPath({ ...chosen, tab }),
    isCurrent: chosen.tab === tab,
    label: (
      <>
        {t(`views.${tab}`)}
        {tab === "answered" ? null : <Count>{counts[tab]}</Count>}
        {tab === "open" && counts.late > 0 ? (
          <Status tone="danger">{t("views.late", { count: counts.late })}</Status>
        ) : null}
      </>
    ),
  });
  const choices = [
    { id: "", words: t("platforms.all") },
    ...platforms.map(({ id, name }) => ({ id, words: words(name) })),
  ];
  return (
    <div className="grid gap-2">
      <TabsInLine current={chosen.tab}>
        <TabLinks label={t("views.label")} links={tabs.map(link)} via={Link} className={oneLineClass} />
      </TabsInLine>
      {chosen.tab === "flags" ? null : (
        <nav aria-label={t("platforms.label")} className="flex flex-wrap gap-x-4 gap-y-1 text-13 text-ink-soft">
          {choices.map(({ id, words: label }) => (
            <TextLink
              key={id}
              via={Link}
              isPlain
              href={appealsPath({ ...chosen, platform: id })}
              aria-current={chosen.platform === id ? "true" : undefined}
              className="py-1 text-ink-soft aria-[current=true]:font-medium aria-[current=true]:text-ink"
            >
              {label}
            </TextLink>
          ))}
        </nav>
      )}
      {isOrdered(chosen.tab) ? <Orders chosen={chosen} /> : null}
    </div>
  );
}

function Orders({ chosen }: { chosen: Chosen }) {
  const t = useTranslations("appeal.orders");
  const orders: AppealOrder[] = ["due", "risk"];
  return (
    <nav aria-label={t("label")} className="flex flex-wrap gap-x-4 gap-y-1 text-13 text-ink-soft">
      <span aria-hidden="true" className="py-1">
        {t("label")}
      </span>
      {orders.map((order) => (
        <TextLink
          key={order}
          via={Link}
          isPlain
          href={appealsPath({ ...chosen, order })}
          aria-current={chosen.order === order ? "true" : undefined}
          className="py-1 text-ink-soft aria-[current=true]:font-medium aria-[current=true]:text-ink"
        >
          {t(order)}
        </TextLink>
      ))}
    </nav>
  );
}

import { useTranslations } from "next-intl";
import type { RankReason } from "@/lib/queue/contract";
import { standsBeforeAll } from "@/lib/queue/urgent-rank.rules";
import { Popover, PopoverContent, PopoverTrigger } from "../ui/popover";
import { useStandingWords } from "./flagger-standing";
import { type Lead, leadIn } from "./lead.rules";
import { useNames } from "./nameable";

type Props = {
  reasons: readonly RankReason[];
  most?: number /** The place in the queue, where one is shown. */;
  rank?: number;
  /** How the line is cut where room is short; the whole of it opens by click, touch and key. */
  className?: string;
};

/**
 * Why a case stands where it stands, in words, the weightiest first, and what they come to: the place is the deadline less
 * these hours, so that a medium case which is due sooner may stand before a grave one. With no reason it is the deadline.
 */
export function WhyFirst({ reasons, most = 3, rank, className }: Props) {
  const t = useTranslations("queue.why");
  const sentence = useReasonWords();
  const withLead = (reason: string, lead: Lead | null) =>
    lead === null ? reason : t(`with.${lead.unit}`, { reason, count: lead.count });
  const weighty = [...reasons].sort((a, b) => b.points - a.points);
  if (weighty.length === 0) return <span>{t("deadlineOnly")}</span>;
  const all = weighty.map((reason) => withLead(sentence(reason), leadIn(reason.points))).join("\n");
  const lead = leadIn(weighty.reduce((sum, { points }) => sum + points, 0));
  const urgent = rank !== undefined && standsBeforeAll(rank) ? [t("urgent")] : [];
  const inAll = lead === null ? [] : [t(`sooner.${lead.unit}`, { count: lead.count })];
  // A flagger without priority is told too, however little it weighs: why its case is not first is asked as well.
  const shown = weighty.filter(({ code }, at) => at < most || code === "flagger");
  const told = [...urgent, ...shown.map(sentence), ...inAll].join(" · ");
  return (
    <Popover>
      <PopoverTrigger
        title={all}
        className="relative z-10 max-w-full cursor-pointer rounded-sm text-left decoration-dotted hover:underline"
      >
        <span className={className}>{told}</span>
      </PopoverTrigger>
      <PopoverContent aria-label={t("all")} className="grid gap-1 text-13">
        <ul className="grid gap-1">
          {all.split("\n").map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        {urgent.length + inAll.length > 0 ? (
          <p className="border-t border-line pt-1 font-medium">{[...urgent, ...inAll].join(" · ")}</p>
        ) : null}
      </PopoverContent>
    </Popover>
  );
}

function useReasonWords(): (reason: RankReason) => string {
  const t = useTranslations("queue.why");
  const name = useNames();
  const standing = useStandingWords();
  return ({ code, values = {} }) => {
    if (code === "category") return name("category", String(values.category ?? ""));
    if (code === "severity") return t("severity", { severity: name("severity", String(values.severity ?? "")) });
    if (code === "source") return name("source", String(values.source ?? ""));
    if (code === "notices" && Number(values.same ?? 0) > 0)
      return t("noticesSame", { count: Number(values.count ?? 0), same: Number(values.same) });
    if (code === "notices") return t("notices", { count: Number(values.count ?? 0) });
    if (code === "reach") {
      const key = `reach.${String(values.of)}` as "reach.views";
      return t.has(key) ? t(key, { count: Number(values.count ?? 0) }) : code;
    }
    if (code === "flagger") return standing({ name: String(values.name ?? ""), standing: String(values.standing) });
    if (code === "record") return t("record", { acted: Number(values.acted ?? 0), of: Number(values.of ?? 0) });
    if (code === "list") return t("list", { list: String(values.list ?? ""), likeness: Number(values.likeness ?? 0) });
    return t.has(code) ? t(code) : code.replaceAll("_", " ");
  };
}

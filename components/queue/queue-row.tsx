"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { QueueRow } from "@/lib/queue/contract";
import { NotShown } from "../care/not-shown";
import { SafeText } from "../cases/safe-text";
import { LiveTime } from "../ui/live-time";
import { Status, Tag } from "../ui/status";
import { cn } from "../ui/text";
import type { Tone } from "../ui/tone";
import { useNames } from "./nameable";
import { WhyFirst } from "./why-first";

const severityTones: Record<string, Tone> = { critical: "danger", high: "caution", medium: "neutral", low: "neutral" };

type Props = {
  row: QueueRow /** Decided or moved on: greyed, in its place. */;
  hasLeft: boolean;
  platform: string;
  href: string;
  onOpen: () => void;
};

/**
 * One case in the queue. A table row where there is room, a card on a phone: the same cells, laid out by CSS, so that
 * nothing is said twice to a screen reader. The whole row is the link's target.
 */
export function QueueLine({ row, hasLeft, platform, href, onOpen }: Props) {
  const t = useTranslations("queue.row");
  const name = useNames();
  const isLate = row.state !== "decided" && Date.parse(row.dueAt) < Date.now();
  const cell = "py-1 align-top md:px-3 max-md:py-0";
  return (
    <tr
      data-left={hasLeft || undefined}
      className="relative border-b border-line last:border-b-0 hover:bg-hover has-[a:focus-visible]:bg-selected max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-3 max-md:gap-y-1.5 max-md:px-4 max-md:py-3 data-left:bg-sunken data-left:text-ink-soft data-left:[&_*]:text-ink-soft"
    >
      <th scope="row" className={cn(cell, "text-left font-normal whitespace-nowrap")}>
        <Link
          href={href}
          data-queue-link=""
          prefetch={false}
          onClick={(event) => (event.metaKey || event.ctrlKey || event.shiftKey ? undefined : onOpen())}
          className="rounded-sm font-mono text-13 font-medium after:absolute after:inset-0 hover:underline"
        >
          {row.reference}
        </Link>
        {row.severity ? (
          <Status look="plain" tone={severityTones[row.severity] ?? "neutral"} className="max-md:ml-3 md:flex">
            {name("severity", row.severity)}
          </Status>
        ) : null}
      </th>
      <td className={cn(cell, "max-md:col-span-2 max-md:row-start-2 md:w-[34%] xl:w-[40%]")}>
        <span
          lang={row.language === "und" || row.notShown.length > 0 ? undefined : row.language}
          dir="auto"
          className="line-clamp-2 [overflow-wrap:anywhere] [unicode-bidi:isolate] md:line-clamp-1"
        >
          {row.notShown.length > 0 ? (
            <NotShown classes={row.notShown} />
          ) : row.excerpt ? (
            <SafeText text={row.excerpt} />
          ) : (
            <span className="text-ink-soft">{t("noText")}</span>
          )}
        </span>
        <span className="block text-12 text-ink-soft max-md:mt-0.5">
          <WhyFirst reasons={row.rankWhy} rank={row.rank} className="md:line-clamp-1" />
        </span>
      </td>
      <td className={cn(cell, "text-13 max-md:col-span-2 max-md:row-start-3")}>
        <span className="md:block">{platform}</span>
        <span className="text-ink-soft max-md:before:content-['_·_'] md:block md:text-12">
          {name("surface", row.surface)}
        </span>
        <span className="text-ink-soft max-md:before:content-['_·_'] md:block md:text-12 lg:hidden">
          {name("language", row.language)}
        </span>
      </td>
      <td className={cn(cell, "text-13 max-lg:hidden")}>{name("language", row.language)}</td>
      <td className={cn(cell, "text-13 max-md:row-start-4")}>
        <span className="md:block">{t("notices", { count: row.noticeCount })}</span>
        <span className="text-ink-soft max-md:before:content-['_·_'] md:block md:text-12">
          {name("source", row.source)}
        </span>
        {row.tags.length > 0 ? (
          <span className="flex flex-wrap gap-1 pt-0.5 max-md:hidden">
            {row.tags.map((tag) => (
              <Tag key={tag}>{name("tag", tag)}</Tag>
            ))}
          </span>
        ) : null}
      </td>
      <td className={cn(cell, "text-13 whitespace-nowrap max-md:col-start-2 max-md:row-start-1 max-md:text-right")}>
        {row.state === "decided" ? null : (
          <span className={cn("md:block", isLate && "font-medium text-danger-ink")} suppressHydrationWarning>
            {isLate ? `${t("late")} ` : null}
            <LiveTime value={row.dueAt} />
          </span>
        )}
        <span className="text-ink-soft max-md:hidden md:block md:text-12">
          {t("since")} <LiveTime value={row.openedAt} />
        </span>
      </td>
      <td className={cn(cell, "text-13 max-md:row-start-4 max-md:text-right")}>
        {hasLeft ? <span className="text-12">{t("hasLeft")}</span> : <WhoHasIt row={row} />}
      </td>
    </tr>
  );
}

function WhoHasIt({ row }: { row: QueueRow }) {
  const t = useTranslations("queue.row");
  const name = useNames();
  const handing = useTranslations("handing.row");
  if (row.heldUntil && row.claimedBy?.isMe)
    return (
      <Status look="plain" tone="accent">
        {handing("heldByMe")}
      </Status>
    );
  if (row.handed && !row.claimedBy)
    return (
      <Status look="plain" tone={row.handed.isToMe ? "accent" : "neutral"}>
        {row.handed.isToMe
          ? handing("handedToMe", { name: row.handed.by })
          : handing("handedTo", { name: row.handed.to })}
      </Status>
    );
  if (row.claimedBy) {
    return (
      <Status look="plain" tone={row.claimedBy.isMe ? "accent" : "neutral"}>
        {row.claimedBy.isMe ? t(row.isAhead ? "ahead" : "you") : row.claimedBy.name}
      </Status>
    );
  }
  if (row.hasLapsedForMe && row.state === "open") return <span className="text-12 text-ink-soft">{t("lapsed")}</span>;
  if (row.state === "open") return <span className="text-12 text-ink-soft">{t("free")}</span>;
  return (
    <span className="grid gap-0.5">
      <Status look="plain" tone={row.state === "escalated" ? "caution" : "neutral"}>
        {name("state", row.state)}
      </Status>
      {row.waitingFor ? <span className="line-clamp-2 max-w-40 text-12 text-ink-soft">{row.waitingFor}</span> : null}
    </span>
  );
}

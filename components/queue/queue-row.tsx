"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { QueueRow } from "@/lib/queue/contract";
import { NotShown } from "../care/not-shown";
import { withoutOdd } from "../cases/hidden.rules";
import { SafeText } from "../cases/safe-text";
import { LiveTime } from "../ui/live-time";
import { Status, Tag } from "../ui/status";
import { cn } from "../ui/text";
import type { Tone } from "../ui/tone";
import { useNames } from "./nameable";
import { WhyFirst } from "./why-first";

const severityTones: Record<string, Tone> = { critical: "danger", high: "caution", medium: "neutral", low: "neutral" };

const cell = "py-1 align-top md:px-3 max-md:py-0 dense:h-9 dense:py-0 dense:px-2 dense:align-middle";
/** What stands in a cell: under one another, or side by side in the dense list, where the later is cut first. */
const line = "dense:flex dense:min-w-0 dense:items-baseline dense:gap-2 dense:whitespace-nowrap max-md:contents";

type Props = {
  row: QueueRow /** Decided or moved on: greyed, in its place. */;
  hasLeft: boolean;
  platform: string;
  href: string;
  onOpen: () => void;
};

/**
 * One case in the queue. In the dense list one line of 36 px (LOOKS.md), two where a finger or a narrower screen asks for
 * more, a card on a phone: the same cells, laid out by CSS, so that nothing is said twice to a screen reader, and nothing
 * less. Where there is no room the surface, who reported and the tags go whole, not as cut ends: what is cut or gone is told on
 * hover, and in the case. The whole row is the link's target.
 */
export function QueueLine({ row, hasLeft, platform, href, onOpen }: Props) {
  const t = useTranslations("queue.row");
  const name = useNames();
  const isLate = row.state !== "decided" && Date.parse(row.dueAt) < Date.now();
  const tags = row.tags.map((tag) => name("tag", tag));
  const where = [platform, name("surface", row.surface), name("language", row.language), name("source", row.source)];
  const whole = [
    withoutOdd(row.excerpt),
    [...where, ...tags, row.waitingFor ?? ""].filter((part) => part !== "").join(" · "),
  ];
  return (
    <tr
      // The link lies over the row: what is cut in a cell is told of the whole row.
      title={whole.filter((part) => part !== "").join("\n")}
      data-left={hasLeft || undefined}
      className="relative border-b border-line last:border-b-0 hover:bg-hover has-[a:focus-visible]:bg-selected max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-3 max-md:gap-y-1.5 max-md:px-4 max-md:py-3 data-left:bg-sunken data-left:text-ink-soft data-left:[&_*]:text-ink-soft"
    >
      <th scope="row" className={cn(cell, "text-left font-normal whitespace-nowrap")}>
        <div className={line}>
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
            <Status
              look="plain"
              tone={severityTones[row.severity] ?? "neutral"}
              className="max-md:ml-3 md:flex dense:shrink"
            >
              {name("severity", row.severity)}
            </Status>
          ) : null}
        </div>
      </th>
      <td className={cn(cell, "max-md:col-span-2 max-md:row-start-2 md:w-[34%] xl:w-[40%]")}>
        <div className={cn(line, "dense:gap-3")}>
          <span
            lang={row.language === "und" || row.notShown.length > 0 ? undefined : row.language}
            dir="auto"
            className="line-clamp-2 [overflow-wrap:anywhere] [unicode-bidi:isolate] md:line-clamp-1 dense:block dense:min-w-0 dense:flex-[3] dense:truncate"
          >
            {row.notShown.length > 0 ? (
              <NotShown classes={row.notShown} />
            ) : row.excerpt ? (
              <SafeText text={row.excerpt} />
            ) : (
              <span className="text-ink-soft">{t("noText")}</span>
            )}
          </span>
          <span className="block text-12 text-ink-soft max-md:mt-0.5 dense:min-w-0 dense:flex-[2]">
            <WhyFirst reasons={row.rankWhy} rank={row.rank} className="md:line-clamp-1 dense:block dense:truncate" />
          </span>
        </div>
      </td>
      <td className={cn(cell, "text-13 max-md:col-span-2 max-md:row-start-3")}>
        <div className={line}>
          <span className="md:block dense:shrink-0">{platform}</span>
          <span className="text-ink-soft max-md:before:content-['_·_'] md:block md:text-12 dense:truncate dense:max-xl:sr-only">
            {name("surface", row.surface)}
          </span>
          <span className="text-ink-soft max-md:before:content-['_·_'] md:block md:text-12 lg:hidden">
            {name("language", row.language)}
          </span>
        </div>
      </td>
      <td className={cn(cell, "text-13 max-lg:hidden dense:truncate")}>{name("language", row.language)}</td>
      <td className={cn(cell, "text-13 max-md:row-start-4")}>
        <div className={line}>
          <span className="md:block dense:shrink-0">{t("notices", { count: row.noticeCount })}</span>
          <span
            className={cn(
              "text-ink-soft max-md:before:content-['_·_'] md:block md:text-12 dense:truncate dense:max-xl:sr-only",
              // What somebody marked on the content tells more than who reported it, where there is no room for both.
              tags.length > 0 && "dense:max-[110rem]:sr-only",
            )}
          >
            {name("source", row.source)}
          </span>
          {tags.length > 0 ? (
            <span className="flex flex-wrap gap-1 pt-0.5 max-md:hidden dense:min-w-0 dense:flex-nowrap dense:overflow-hidden dense:pt-0 dense:max-xl:sr-only">
              {tags.map((tag) => (
                <Tag key={tag} className="dense:min-w-0">
                  {tag}
                </Tag>
              ))}
            </span>
          ) : null}
        </div>
      </td>
      <td className={cn(cell, "text-13 whitespace-nowrap max-md:col-start-2 max-md:row-start-1 max-md:text-right")}>
        <div className={line}>
          {row.state === "decided" ? null : (
            <span
              className={cn("md:block dense:shrink-0", isLate && "font-medium text-danger-ink")}
              suppressHydrationWarning
            >
              {isLate ? `${t("late")} ` : null}
              <LiveTime value={row.dueAt} />
            </span>
          )}
          <span className="text-ink-soft max-md:hidden md:block md:text-12 dense:truncate">
            <span className="dense:sr-only">{t("since")}</span> <LiveTime value={row.openedAt} />
          </span>
        </div>
      </td>
      <td className={cn(cell, "text-13 max-md:row-start-4 max-md:text-right")}>
        <div className={line}>
          {hasLeft ? <span className="text-12 dense:truncate">{t("hasLeft")}</span> : <WhoHasIt row={row} />}
        </div>
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
  if (row.hasLapsedForMe && row.state === "open")
    return <span className="text-12 text-ink-soft dense:truncate">{t("lapsed")}</span>;
  if (row.state === "open") return <span className="text-12 text-ink-soft">{t("free")}</span>;
  return (
    <span className="grid gap-0.5 dense:flex dense:min-w-0 dense:gap-2">
      <Status look="plain" tone={row.state === "escalated" ? "caution" : "neutral"}>
        {name("state", row.state)}
      </Status>
      {row.waitingFor ? (
        <span className="line-clamp-2 max-w-40 text-12 text-ink-soft dense:line-clamp-1">{row.waitingFor}</span>
      ) : null}
    </span>
  );
}

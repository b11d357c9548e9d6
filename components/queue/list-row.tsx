"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ListedCase } from "@/lib/decisions/listed.contract";
import type { Bar } from "@/lib/decisions/listed.rules";
import { phraseOf } from "../decisions/say.rules";
import { Button } from "../ui/button";
import { LiveTime } from "../ui/live-time";
import { cn } from "../ui/text";
import { ListContent } from "./list-content";
import { ListFollows } from "./list-follows";
import type { Accepted } from "./list-mode.rules";
import { useNames } from "./nameable";

type Props = {
  row: ListedCase;
  /** Decided by somebody else or moved on: greyed, in its place. */
  hasLeft: boolean;
  accepted: Accepted;
  /** Why the server refused the last decision on it. */
  refused: string | null;
  platform: string;
  href: string;
  onFocus: (isIn: boolean) => void;
  onOpen: () => void;
  onAccept: (what: Partial<Accepted>) => void;
  /** True when a decision was sent: the key is then not the link's. */
  onDecide: () => boolean;
  onNone: () => void;
};

/** One case that may be decided where it stands: its words, the rule, what would follow, and the keys that say so. */
export function ListRow(props: Props) {
  const { row, hasLeft, refused, platform, href, onFocus, onOpen, onDecide } = props;
  const t = useTranslations("queue.row");
  const list = useTranslations("listMode");
  const name = useNames();
  const isLate = Date.parse(row.dueAt) < Date.now();
  return (
    <li
      data-left={hasLeft || undefined}
      onFocus={() => onFocus(true)}
      onBlur={({ currentTarget, relatedTarget }) =>
        currentTarget.contains(relatedTarget instanceof Node ? relatedTarget : null) ? undefined : onFocus(false)
      }
      className="grid scroll-my-16 gap-x-8 gap-y-3 border-b border-line px-4 py-4 last:border-b-0 focus-within:bg-selected md:px-3 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] data-left:bg-sunken data-left:text-ink-soft data-left:[&_*]:text-ink-soft"
    >
      <div className="grid min-w-0 content-start gap-1.5">
        <p className="flex flex-wrap items-baseline gap-x-3 text-13 text-ink-soft">
          <Link
            href={href}
            data-queue-link=""
            data-case={row.id}
            prefetch={false}
            onKeyDown={(event) => (event.key === "Enter" && onDecide() ? event.preventDefault() : undefined)}
            onClick={(event) => (event.metaKey || event.ctrlKey || event.shiftKey ? undefined : onOpen())}
            className="rounded-sm font-mono font-medium whitespace-nowrap text-ink hover:underline"
          >
            {row.reference}
          </Link>
          <span>{platform}</span>
          <span>{name("surface", row.surface)}</span>
          <span className={cn("whitespace-nowrap", isLate && "font-medium text-danger-ink")} suppressHydrationWarning>
            {isLate ? `${t("late")} ` : null}
            <LiveTime value={row.dueAt} />
          </span>
        </p>
        <ListContent row={row} />
      </div>
      <div className="grid min-w-0 content-start gap-3">
        <ListFollows row={row} />
        {hasLeft ? <p className="text-12">{t("hasLeft")}</p> : <Actions {...props} />}
        {refused ? (
          <p role="alert" className="text-13 text-danger-ink">
            {list("refused", { why: refused })}
          </p>
        ) : null}
      </div>
    </li>
  );
}

function Actions({ row, accepted, onAccept, onDecide, onNone }: Props) {
  const t = useTranslations("listMode");
  const locale = useLocale();
  const { violation, noViolation } = row.bars;
  const why = (bar: Bar) => t(`bars.${bar.code}`, { name: bar.name ?? "" });
  if (violation && noViolation && violation.code === noViolation.code)
    return <p className="text-13 text-ink-soft">{t("bothBarred", { why: why(violation) })}</p>;
  const phrase = phraseOf(row.follows?.sanctions ?? [], locale);
  const isReady = accepted.clause && accepted.row;
  return (
    <div className="grid gap-2">
      {violation ? (
        <p className="text-13 text-ink-soft">{t("sanctionBarred", { why: why(violation) })}</p>
      ) : (
        <div className="flex flex-wrap gap-2">
          <Accept is={accepted.clause} keycap="A" onClick={() => onAccept({ clause: !accepted.clause })}>
            {t("acceptClause")}
          </Accept>
          <Accept is={accepted.row} keycap="S" onClick={() => onAccept({ row: !accepted.row })}>
            {t("acceptRow")}
          </Accept>
        </div>
      )}
      {noViolation ? <p className="text-13 text-ink-soft">{t("noneBarred", { why: why(noViolation) })}</p> : null}
      <div className="flex flex-wrap gap-2">
        {violation ? null : (
          <Button
            size="small"
            look={isReady ? "primary" : "secondary"}
            keycap="↵"
            shortcut="Enter"
            disabled={!isReady}
            onClick={() => void onDecide()}
            className="h-auto min-h-(--control-height-small) min-w-0 shrink py-1 text-left whitespace-normal"
          >
            {t("decide", { phrase: phrase?.phrase ?? "", rest: phrase?.rest ?? 0 })}
          </Button>
        )}
        {noViolation ? null : (
          <Button size="small" keycap="N" onClick={onNone}>
            {t("none")}
          </Button>
        )}
      </div>
    </div>
  );
}

type AcceptProps = { is: boolean; keycap: string; onClick: () => void; children: string };

function Accept({ is, keycap, onClick, children }: AcceptProps) {
  return (
    <Button
      size="small"
      aria-pressed={is}
      keycap={keycap}
      onClick={onClick}
      icon={
        // A box whether it is ticked or not: an empty slot before the word reads as a mistake.
        <span
          aria-hidden="true"
          className="inline-flex size-3.5 items-center justify-center rounded-sm border border-line-strong text-12 leading-none text-good-ink"
        >
          {is ? "✓" : ""}
        </span>
      }
    >
      {children}
    </Button>
  );
}

import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { cn } from "./text";
import { exactTime, instantOf, type Moment, relativeTime } from "./time.rules";

type Props = {
  value: Moment;
  /** `relative` ("in 3 h", the exact time on hover and in print), `exact`, or `day`. */
  show?: "relative" | "exact" | "day";
  /** IANA zone; the reader's own unless given, as a platform's zone for its content. */
  zone?: string;
  /** What "now" is; the time of rendering unless given. */
  now?: Date;
  className?: string;
};

/** A time, for people and machines. Stands still; use `LiveTime` where it must count. */
export function Time({ value, show = "relative", zone, now, className }: Props) {
  const t = useTranslations("common.time");
  const locale = useLocale();
  const readerZone = useTimeZone();
  const timeZone = zone ?? readerZone ?? "UTC";
  const instant = instantOf(value);
  const exact = exactTime(instant, locale, timeZone);
  const away = show === "relative" ? relativeTime(instant, now ?? new Date()) : null;
  const words =
    away && (away.key === "now" ? t("now") : t(`${away.key}${away.isPast ? "Ago" : "Ahead"}`, { count: away.count }));
  const plain = show === "exact" ? exact : exactTime(instant, locale, timeZone, "day");
  return (
    // The server and the browser render moments apart; the browser's words win on its next tick.
    <time
      dateTime={instant.toISOString()}
      title={show === "exact" ? undefined : exact}
      suppressHydrationWarning
      className={cn("whitespace-nowrap", className)}
    >
      {words ? (
        <>
          <span className="print:hidden" suppressHydrationWarning>
            {words}
          </span>
          <span className="print-only" aria-hidden="true">
            {exact}
          </span>
        </>
      ) : (
        plain
      )}
    </time>
  );
}

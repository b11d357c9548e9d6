import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { NearestDays, ReconciledDay } from "@/lib/transparency/submissions.contract";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { LinkButton } from "../ui/link-button";

type Range = { platformId: string; from: string; until: string };

/** What the days that are shown come to, and the way to any month; a form of the browser's own. */
export function DaysRange({
  range,
  days,
  lastMonth,
}: {
  range: Range;
  days: readonly ReconciledDay[];
  lastMonth: string;
}) {
  const t = useTranslations("database.days");
  const format = useFormatter();
  const sum = (of: "decided" | "due" | "accepted") => format.number(days.reduce((total, day) => total + day[of], 0));
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <p>
        <span className="block text-13 text-ink-soft">{t("range", { from: range.from, until: range.until })}</span>
        <strong className="font-semibold tabular-nums">
          {t("totals", { decided: sum("decided"), due: sum("due"), accepted: sum("accepted") })}
        </strong>
      </p>
      <form method="get" className="flex items-end gap-2">
        <input type="hidden" name="platform" value={range.platformId} />
        <Field name="month" label={t("month")}>
          {(control) => (
            <Input
              key={range.until}
              {...control}
              type="month"
              max={lastMonth}
              placeholder="2026-01"
              defaultValue={range.until.slice(0, 7)}
              className="max-w-44"
            />
          )}
        </Field>
        <Button type="submit">{t("show")}</Button>
      </form>
    </div>
  );
}

type Jump = { nearest: NearestDays; href: (day: string) => string; later: (day: string) => string };

/** To the nearest days before and after that hold anything: nobody walks through months of nothing. */
export function DaysJump({ nearest: { before, after }, href, later }: Jump) {
  const t = useTranslations("database.days");
  return (
    <nav aria-label={t("title")} className="flex flex-wrap items-center justify-end gap-2 py-2">
      {after ? (
        <LinkButton href={later(after)} rel="prev" via={Link}>
          {t("later", { day: after })}
        </LinkButton>
      ) : null}
      {before ? (
        <LinkButton href={href(before)} rel="next" via={Link}>
          {t("earlier", { day: before })}
        </LinkButton>
      ) : null}
      {before ? null : <span className="text-13 text-ink-soft">{t("nothingEarlier")}</span>}
    </nav>
  );
}

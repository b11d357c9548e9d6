import { useTranslations } from "next-intl";
import type { ElementType, ReactNode } from "react";
import { LinkButton } from "./link-button";
import { cn } from "./text";

type Props = {
  /** Addresses of the pages before and after; null where there is none. */
  previous: string | null;
  next: string | null;
  /** What is paged, for screen readers: "Cases". */
  label: string;
  /** What is shown, as "50 of 1000+". */
  children?: ReactNode;
  via?: ElementType;
  className?: string;
};

/** Back and on by keyset: there are no page numbers, because the list moves while it is read. */
export function Pagination({ previous, next, label, children, via, className }: Props) {
  const t = useTranslations("common.pagination");
  if (!previous && !next && !children) return null;
  return (
    <nav
      aria-label={t("label", { what: label })}
      className={cn("flex items-center justify-between gap-3 py-2", className)}
    >
      <span className="text-13 text-ink-soft">{children}</span>
      <span className="flex gap-2">
        {previous ? (
          <LinkButton href={previous} rel="prev" via={via}>
            {t("previous")}
          </LinkButton>
        ) : null}
        {next ? (
          <LinkButton href={next} rel="next" via={via}>
            {t("next")}
          </LinkButton>
        ) : null}
      </span>
    </nav>
  );
}

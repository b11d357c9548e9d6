import Link from "next/link";
import { useTranslations } from "next-intl";
import type { WavesPage } from "@/lib/decisions/wave.contract";
import { EmptyState } from "../ui/empty-state";
import { LinkButton } from "../ui/link-button";
import { LiveTime } from "../ui/live-time";
import { Status } from "../ui/status";

type Props = { page: WavesPage; platformName: (id: string) => string };

/** The waves there are now, the largest first; each row leads to its wave. */
export function WavesTable({ page, platformName }: Props) {
  const t = useTranslations("waves");
  if (page.rows.length === 0) return <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>;
  return (
    <>
      <ul aria-label={t("caption")} className="border-y border-line bg-surface">
        {page.rows.map((wave) => (
          <li
            key={wave.id}
            className="relative grid gap-x-4 gap-y-1 border-b border-line px-4 py-3 last:border-b-0 hover:bg-hover has-[a:focus-visible]:bg-selected md:grid-cols-[6rem_1fr_9rem_11rem]"
          >
            <Link
              href={`/queue/waves/${wave.id}`}
              id={`size-${wave.id}`}
              aria-labelledby={`size-${wave.id} text-${wave.id}`}
              data-wave-link=""
              prefetch={false}
              className="rounded-sm font-medium after:absolute after:inset-0 hover:underline"
            >
              {t("size", { count: wave.size })}
            </Link>
            <span
              id={`text-${wave.id}`}
              lang={wave.language === "und" ? undefined : wave.language}
              dir="auto"
              className="line-clamp-2 [overflow-wrap:anywhere] [unicode-bidi:isolate]"
            >
              {wave.excerpt}
            </span>
            <span className="text-13">
              {platformName(wave.platform)}
              {wave.isRunning ? (
                <Status tone="caution" look="plain">
                  {t("running")}
                </Status>
              ) : null}
            </span>
            <span className="text-13 text-ink-soft">
              {t("first")} <LiveTime value={wave.beganAt} /> · {t("last")} <LiveTime value={wave.lastAt} />
            </span>
          </li>
        ))}
      </ul>
      {page.next ? (
        <p className="text-center">
          <LinkButton href={`/queue/waves?after=${page.next}`}>{t("more")}</LinkButton>
        </p>
      ) : null}
    </>
  );
}

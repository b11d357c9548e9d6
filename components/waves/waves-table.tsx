import Link from "next/link";
import { useTranslations } from "next-intl";
import type { WaveRow, WavesPage } from "@/lib/decisions/wave.contract";
import { NotShown } from "../care/not-shown";
import { SafeText } from "../cases/safe-text";
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
            <div className="grid min-w-0 content-start gap-0.5">
              <span
                id={`text-${wave.id}`}
                lang={wave.language === "und" || wave.notShown.length > 0 ? undefined : wave.language}
                dir="auto"
                className="line-clamp-2 [overflow-wrap:anywhere] [unicode-bidi:isolate]"
              >
                {wave.notShown.length > 0 ? <NotShown classes={wave.notShown} /> : <SafeText text={wave.excerpt} />}
              </span>
              <WhatGathers wave={wave} />
            </div>
            <span className="text-13">
              {platformName(wave.platform)}
              {wave.isRunning ? (
                <Status tone="caution" look="plain">
                  {t("running")}
                </Status>
              ) : null}
            </span>
            <span className="text-13 text-ink-soft">
              {Date.parse(wave.lastAt) - Date.parse(wave.beganAt) < 60_000 ? null : (
                <>
                  {t("first")} <LiveTime value={wave.beganAt} /> ·{" "}
                </>
              )}
              {t("last")} <LiveTime value={wave.lastAt} />
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

/** How the items are alike, and which of them would not be decided with the rest. */
function WhatGathers({ wave }: { wave: WaveRow }) {
  const t = useTranslations("waves");
  const splitOff = wave.splitOff.map(({ why, count }) => t(`splitOff.${why}`, { count }));
  return (
    <>
      {wave.by.length > 0 ? (
        <span className="text-13 text-ink-soft">
          {t("gatheredBy")} {wave.by.map(({ by, count }) => t(`kinds.${by}`, { count })).join(" · ")}
        </span>
      ) : null}
      {splitOff.length > 0 ? (
        <span className="text-13 text-ink-soft">
          {t("splitOff.label")} {splitOff.join(" · ")}
        </span>
      ) : null}
    </>
  );
}

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { AppealView } from "@/lib/appeals/contract";
import { hasChanged, type TimelineEntry } from "@/lib/appeals/since.rules";
import { Localised } from "../ui/localised";
import { Panel } from "../ui/panel";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";

/** What is no longer as it was when the decision was made; said also where nothing is. */
export function ChangedSince({ since }: { since: NonNullable<AppealView["since"]> }) {
  const t = useTranslations("appeal.since");
  const lines = [
    since.policy ? t.rich("policy", { version: () => <Localised value={since.policy ?? { en: "" }} /> }) : null,
    since.laterDecisions > 0 ? t("laterDecisions", { count: since.laterDecisions }) : null,
    since.fallenStrikes > 0 ? t("fallenStrikes", { count: since.fallenStrikes }) : null,
    since.contentChanged ? t("content") : null,
  ];
  const said = lines.flatMap((line, index) => (line === null ? [] : [{ key: String(index), line }]));
  return (
    <Panel look="bare" title={t("title")}>
      {hasChanged(since) ? (
        <ul className="grid gap-1">
          {said.map(({ key, line }) => (
            <li key={key}>
              <Status tone="caution" look="plain">
                {t("changed")}
              </Status>{" "}
              {line}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-ink-soft">{t("nothing")}</p>
      )}
    </Panel>
  );
}

/** Decision and complaint on one line of time. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const t = useTranslations("appeal.since");
  return (
    <Panel look="bare" title={t("timeline")}>
      <ol className="grid gap-1.5 border-l-2 border-line pl-3">
        {entries.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries are read, never moved.
          <li key={index} className="grid gap-x-3 @md:grid-cols-[11rem_1fr]">
            <span className="text-13 text-ink-soft">
              <Time value={entry.at} show="exact" />
            </span>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations("appeal");
  const words = t(`since.kinds.${entry.kind}`, { side: entry.side ?? "none" });
  return (
    <span>
      {words}
      {entry.label ? (
        <>
          {": "}
          <Localised value={entry.label} />
        </>
      ) : null}
      {entry.outcome ? `: ${t(`outcomes.${entry.outcome}`)}` : null}{" "}
      {entry.href && entry.reference ? (
        <TextLink via={Link} href={entry.href}>
          <Reference className="select-auto">{entry.reference}</Reference>
        </TextLink>
      ) : null}
    </span>
  );
}

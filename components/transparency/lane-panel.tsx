import Link from "next/link";
import { useTranslations } from "next-intl";
import { type DatabaseLane, isInUse, submissionCounts } from "@/lib/transparency/submissions.contract";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import { Stat } from "../ui/stat";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { ResumeButton } from "./resume-button";
import { TokenLine } from "./token-line";
import { useWhy } from "./use-why";

/** One platform: whether its statements go to the database, how many are where, and what stands in the way. */
export function LanePanel({ lane, name, mayResume }: { lane: DatabaseLane; name: string; mayResume: boolean }) {
  const t = useTranslations("database");
  const why = useWhy();
  const isUsed = isInUse(lane);
  const tone = !isUsed || !lane.isOn ? "neutral" : lane.stoppedAt ? "danger" : lane.waitsUntil ? "caution" : "good";
  const state = !isUsed
    ? "notDue"
    : !lane.isOn
      ? "off"
      : lane.stoppedAt
        ? "stopped"
        : lane.waitsUntil
          ? "resting"
          : "on";
  return (
    <Panel
      title={name}
      aside={
        <>
          {isUsed && lane.isOn && lane.isTrial ? <span>{t("trial")}</span> : null}
          <Status tone={tone}>{t(`lane.${state}`)}</Status>
        </>
      }
    >
      {lane.isOwed ? null : (
        <p className="mb-4 max-w-[65ch]">
          {t(lane.owedBefore ? "notDueAnyMore" : "notDue", { platform: name, tier: lane.tier })}
        </p>
      )}
      {isUsed ? (
        <div className="mb-4">
          <TokenLine token={lane.token} platform={name} />
        </div>
      ) : null}
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        {submissionCounts
          .filter((count) => count !== "not_due" || !lane.isOwed || lane.counts.not_due > 0)
          .map((count) => (
            <Stat
              key={count}
              label={t(`counts.${count}`)}
              value={lane.counts[count]}
              {...(count === "held" && lane.counts.held > 0 ? { tone: "danger" as const } : {})}
            />
          ))}
      </dl>
      {isUsed && lane.isOn && (lane.stoppedAt || lane.waitsUntil) ? (
        <Notice
          className="mt-4"
          tone={lane.stoppedAt ? "danger" : "caution"}
          title={why(lane.stoppedWhy ?? lane.lastFailure ?? "not_understood")}
          actions={mayResume ? <ResumeButton lanes={[{ platformId: lane.platformId, name }]} /> : null}
        >
          {lane.stoppedAt ? (
            <>
              {t("stoppedSince")} <Time value={lane.stoppedAt} show="exact" />
            </>
          ) : (
            <>
              {t("restsUntil")} <Time value={lane.waitsUntil ?? ""} show="exact" />
            </>
          )}
        </Notice>
      ) : null}
      <p className="mt-4">
        <TextLink via={Link} href={`/outbox/database/days?platform=${lane.platformId}`}>
          {t("daysOf", { platform: name })}
        </TextLink>
      </p>
    </Panel>
  );
}

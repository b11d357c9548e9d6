import { useFormatter, useTranslations } from "next-intl";
import { byCause } from "@/lib/platform/database-stops.rules";
import type { DatabaseLane } from "@/lib/transparency/submissions.contract";
import { Notice } from "../ui/notice";
import { ResumeButton } from "./resume-button";
import { useWhy } from "./use-why";

type Props = {
  /** Those that stand still. */
  lanes: readonly DatabaseLane[];
  nameOf: (platformId: string) => string;
  mayResume: boolean;
};

/** Platforms whose statements do not leave until somebody acts, one notice for each cause. */
export function StoppedLanes({ lanes, nameOf, mayResume }: Props) {
  const t = useTranslations("database");
  const list = useFormatter();
  const why = useWhy();
  return (
    <div className="grid gap-3 p-4">
      {byCause(lanes).map(([cause, stopped]) => {
        const named = stopped.map(({ platformId }) => ({ platformId, name: nameOf(platformId) }));
        return (
          <Notice
            key={cause}
            tone="danger"
            title={t("stoppedLanes", { count: named.length, platforms: list.list(named.map(({ name }) => name)) })}
            actions={mayResume ? <ResumeButton lanes={named} /> : null}
          >
            {why(cause)}
          </Notice>
        );
      })}
    </div>
  );
}

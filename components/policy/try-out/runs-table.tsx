import { useTranslations } from "next-intl";
import type { TryOutRow } from "@/lib/quality/try-out.contract";
import { Localised } from "../../ui/localised";
import { Status } from "../../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../../ui/table";
import { TextLink } from "../../ui/text-link";
import { Time } from "../../ui/time";
import { tryOutHref } from "../addresses.rules";
import { QuietLink } from "../quiet-link";

const tones = {
  waiting: "information",
  running: "information",
  done: "good",
  stopped: "neutral",
  failed: "danger",
} as const;

export function RunState({ state }: Pick<TryOutRow, "state">) {
  const t = useTranslations("policyTryOut.states");
  return (
    <Status tone={tones[state]} look="plain">
      {t(state)}
    </Status>
  );
}

/** Runs of a platform's versions: of which, over how long, by whom and when, how far. */
export function RunsTable({ rows }: { rows: readonly TryOutRow[] }) {
  const t = useTranslations("policyTryOut.runs");
  return (
    <Table isCards caption={t("title")}>
      <TableHead>
        <TableRow>
          {(["version", "days", "state", "decisions", "by"] as const).map((key) => (
            <HeaderCell key={key}>{t(key)}</HeaderCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <HeaderCell scope="row">
              <TextLink href={tryOutHref(row.platformId, row.id)} via={QuietLink}>
                <Localised value={row.label} />
              </TextLink>
            </HeaderCell>
            <Cell label={t("days")}>{t("lastDays", { days: row.days })}</Cell>
            <Cell label={t("state")}>
              <RunState state={row.state} />
            </Cell>
            <Cell label={t("decisions")}>{t("of", { done: row.decisionsDone, all: row.decisionsAll })}</Cell>
            <Cell label={t("by")}>
              {row.requestedBy} <Time value={row.requestedAt} className="text-ink-soft" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

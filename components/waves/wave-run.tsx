"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { RunView } from "@/lib/decisions/wave.contract";
import { useRecentDecisions } from "../decisions/recent";
import { useShowsWayBack } from "../decisions/undo-shown";
import { QuietLink } from "../policy/quiet-link";
import { useKeys } from "../shell/keys";
import { Button } from "../ui/button";
import { ConfirmButton } from "../ui/confirm";
import { Panel } from "../ui/panel";
import { Progress } from "../ui/progress";
import { Time } from "../ui/time";
import { isKeyOfRun } from "./run-key.rules";
import { useFieldName } from "./use-field-name";

type Props = { run: RunView; isBusy: boolean; onTurn: (verb: "stop" | "undo") => void; mayStop: boolean };

/** How far the decision of a wave is, what was left out and why, and the way back. */
export function WaveRun({ run, isBusy, onTurn, mayStop }: Props) {
  const t = useTranslations("waves.run");
  const failures = useTranslations("failures");
  const fieldName = useFieldName();
  const { waiting, decided, left_out: leftOut, undone, kept } = run.counts;
  const total = waiting + decided + leftOut + undone + kept;
  const undo = () => (isBusy ? undefined : onTurn("undo"));
  const isOfKey = isKeyOfRun(run, useRecentDecisions());
  useKeys(isOfKey ? [{ keys: "z", label: t("undo"), run: undo }] : []);
  useShowsWayBack(isOfKey);
  const isUndo = run.state === "undoing" || run.state === "undone";
  // One that was taken back by itself was decided all the same.
  const done = isUndo ? undone + kept : total - waiting;
  const parts = [
    decided > 0 ? t("decided", { count: decided }) : "",
    leftOut > 0 ? t("leftOut", { count: leftOut }) : "",
    undone > 0 ? t("undoneCount", { count: undone }) : "",
    kept > 0 ? t("kept", { count: kept }) : "",
    run.state === "stopped" && waiting > 0 ? t("waiting", { count: waiting }) : "",
  ];
  const panel = useRef<HTMLElement>(null);
  const isGoing = run.state === "running" || run.state === "undoing";
  // What stood in the reader's sight goes while it runs: this takes its place, wherever they had scrolled to.
  useEffect(() => {
    if (isGoing) panel.current?.scrollIntoView({ block: "nearest" });
  }, [isGoing]);
  return (
    <Panel
      ref={panel}
      title={t("title")}
      aside={<span className="text-13 text-ink-soft">{t("by", { name: run.startedBy })}</span>}
    >
      <Progress
        label={t(run.state)}
        value={done}
        max={isUndo ? decided + undone + kept : total}
        text={t("progress", { done, total: isUndo ? decided + undone + kept : total })}
      />
      <p role="status" className="mt-2 text-13 text-ink-soft">
        {parts.filter(Boolean).join(" · ")}
        {run.stoppedWhy ? ` · ${failures(run.stoppedWhy)}` : ""}
      </p>
      {run.leftOut.length > 0 ? (
        <div className="mt-3">
          <h3 className="text-13 font-medium">{t("why")}</h3>
          <ul className="text-13">
            {run.leftOut.map(({ reason, values, size, caseId }) => (
              <li key={`${reason} ${caseId}`}>
                {t("leftOutItems", { count: size })} ·{" "}
                {failures.has(reason) ? failures(reason, { field: fieldName(), name: "", ...values }) : reason}{" "}
                <QuietLink href={`/cases/${caseId}`} className="link whitespace-nowrap">
                  {t("seeOne", { count: size })}
                </QuietLink>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className="mt-3 flex flex-wrap items-center gap-3">
        {run.state === "running" && mayStop ? (
          <Button isBusy={isBusy} onClick={() => onTurn("stop")}>
            {t("stop")}
          </Button>
        ) : null}
        {run.canUndo ? (
          <>
            {run.isMine ? (
              <Button keycap={isOfKey ? "Z" : undefined} isBusy={isBusy} onClick={undo}>
                {t("undo")}
              </Button>
            ) : (
              <ConfirmButton
                what={t("undoOthers", { count: decided, name: run.startedBy })}
                confirm={t("undo")}
                isBusy={isBusy}
                onConfirm={undo}
              >
                {t("undo")}
              </ConfirmButton>
            )}
            <span className="text-13 text-ink-soft">
              {t("until")} <Time value={run.undoUntil} show="exact" />
            </span>
          </>
        ) : null}
        {run.hasBegunToLeave ? <span className="text-13 text-ink-soft">{t("hasBegunToLeave")}</span> : null}
      </div>
    </Panel>
  );
}

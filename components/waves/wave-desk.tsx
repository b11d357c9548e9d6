"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { WaveMember, WaveView } from "@/lib/decisions/wave.contract";
import { useSettled } from "../decisions/use-preview";
import { RequestFailed } from "../shell/fetch-json";
import { useKeys } from "../shell/keys";
import { caps } from "../shell/keys.rules";
import { useFailureMessage } from "../shell/use-failure-message";
import { useIsMac } from "../shell/use-is-mac";
import { walkRows } from "../shell/walk-rows";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { TextLink } from "../ui/text-link";
import { ReadAgain } from "./read-again";
import { usePlan, useWave, useWaveClause, useWaveWrite } from "./use-wave";
import { WaveChoice } from "./wave-choice";
import {
  choiceOf,
  chosenGroups,
  emptyDraft,
  itemsGoverned,
  openSanctions,
  sizeInTitle,
  typedIn,
  type WaveDraft,
} from "./wave-draft.rules";
import { WaveFacts } from "./wave-facts";
import { WaveGroups } from "./wave-groups";
import { WaveMembers } from "./wave-members";
import { WaveRun } from "./wave-run";

type Props = { first: WaveView; mayDecide: boolean; isSupervisor: boolean };

/** One wave: what happened on the left, the one choice and what follows from it on the right, the items below. */
export function WaveDesk({ first, mayDecide, isSupervisor }: Props) {
  const t = useTranslations("waves");
  const { wave, readAt, isUnread, readAgain } = useWave(first);
  const [draft, setDraft] = useState<WaveDraft>(() => emptyDraft(first.suggested[0]?.ref ?? ""));
  const [picked, setPicked] = useState<Record<string, boolean>>({});
  const isMac = useIsMac();
  const messageOf = useFailureMessage();
  const { write, failedAt } = useWaveWrite(wave.id);
  const looked = useWaveClause(itemsGoverned(wave, draft.clause.trim()), draft.clause.trim());
  const { clause } = looked;
  const asked = JSON.stringify(choiceOf(draft, clause));
  const settled = useSettled(asked, typedIn(draft), 300);
  const choice = useMemo<ReturnType<typeof choiceOf>>(() => JSON.parse(settled), [settled]);
  const isGoing = wave.run?.state === "running" || wave.run?.state === "undoing";
  const plan = usePlan(wave.id, mayDecide && wave.size > 0 && !isGoing ? choice : null, wave.size);
  const shown = choice === null ? undefined : plan.data;
  const chosen = chosenGroups(shown, picked);
  const count = chosen.reduce((sum, group) => sum + group.size, 0);
  const open = openSanctions(shown, draft.terms);
  const isReady = count > 0 && settled === asked && !plan.isPlaceholderData && !write.isPending && !isGoing;
  const decide = () => {
    if (!isReady) return;
    const body = { choice, groups: chosen.map(({ key }) => key) };
    write.mutate({ path: `/api/waves/${wave.id}/run`, body });
  };
  const move = ({ memberId, isTakenOut }: Pick<WaveMember, "memberId" | "isTakenOut">) =>
    write.mutate({ path: `/api/wave-members/${memberId}`, method: isTakenOut ? "POST" : "DELETE" });
  const takeBack = (decisionId: string) => write.mutate({ path: `/api/decisions/${decisionId}/undo` });
  useWaveKeys({ decide, mayDecide });
  return (
    <>
      <PageHeader
        above={<TextLink href="/queue/waves">{t("title")}</TextLink>}
        title={t("one.title", { count: sizeInTitle(wave) })}
        summary={[
          // Of those that are still to be decided: beside the number of all of them it would be another wave's.
          ...(sizeInTitle(wave) === wave.size ? [t("one.accounts", { count: wave.accounts })] : []),
          t("one.takenOut", { count: wave.takenOut }),
        ].join(" · ")}
      />
      {write.error instanceof RequestFailed && !isOver(write.error.failure, { readAt, failedAt }) ? (
        <ErrorState title={messageOf(write.error.failure)} />
      ) : null}
      {isUnread ? <ReadAgain onAgain={readAgain} /> : null}
      <div className="grid items-start gap-5 lg:grid-cols-2 lg:grid-rows-[auto_1fr]">
        <div className="grid gap-5">
          <WaveFacts wave={wave} />
          {wave.run ? (
            <WaveRun
              run={wave.run}
              isBusy={write.isPending}
              mayStop={mayDecide && (wave.run.isMine || isSupervisor)}
              onTurn={(verb) => write.mutate({ path: `/api/wave-runs/${wave.run?.id}/${verb}` })}
            />
          ) : null}
          {wave.size === 0 ? (
            <Notice title={t("one.gone")} role="status">
              {t("one.goneText")}
            </Notice>
          ) : null}
        </div>
        {mayDecide && wave.size > 0 && !isGoing ? (
          <>
            <div className="grid gap-5 lg:col-start-2 lg:row-span-2 lg:row-start-1">
              {looked.isUnread ? <ReadAgain title={t("choice.clauseFailed")} onAgain={looked.readAgain} /> : null}
              <WaveChoice
                wave={wave}
                draft={draft}
                onChange={(patch) => setDraft((before) => ({ ...before, ...patch }))}
                clause={clause}
                isUnknown={draft.clause.trim() !== "" && looked.isKnown && !clause}
                plan={shown}
                open={open}
              />
            </div>
            {/* Under what they share, and its button at the foot of the window: in sight while the choice is made beside it. */}
            <WaveGroups
              plan={plan}
              shown={shown}
              chosen={chosen}
              isNone={draft.outcome === "no_violation"}
              waiting={choice ? t("groups.working", { count: wave.size }) : t("groups.waiting")}
              onChoose={(key, isChosen) => setPicked((before) => ({ ...before, [key]: isChosen }))}
            >
              <Button
                look="primary"
                keycap={caps("mod+enter", isMac).join(" ")}
                shortcut="Control+Enter Meta+Enter"
                isBusy={write.isPending}
                disabled={!isReady}
                onClick={decide}
              >
                {count > 0 ? t("decide", { count }) : t("decideNothing")}
              </Button>
              <span role="status" className="text-13 text-ink-soft">
                {write.isPending && write.variables.path.endsWith("/run") ? t("starting", { count }) : ""}
              </span>
            </WaveGroups>
          </>
        ) : null}
      </div>
      <WaveMembers
        waveId={wave.id}
        stage={wave.run ? `${wave.run.id} ${wave.run.state}` : ""}
        first={wave.first.text}
        mayChange={mayDecide && !isGoing}
        onMove={move}
        onTakeBack={takeBack}
      />
    </>
  );
}

/** A line that broke says nothing of what was done: once the wave has been read again, the screen shows it. */
function isOver({ code }: { code: string }, { readAt, failedAt }: { readAt: number; failedAt: number }): boolean {
  return code === "network" && readAt > failedAt;
}

/** j and k walk the items, x takes the focused one out, puts it back or takes its decision back, by its own button. */
function useWaveKeys({ decide, mayDecide }: { decide: () => void; mayDecide: boolean }): void {
  const t = useTranslations("waves.keys");
  const press = () => {
    const line = document.activeElement?.closest("li");
    line?.querySelector("button")?.click();
  };
  useKeys([
    { keys: "j", label: t("down"), run: () => walkRows("[data-member-link]", 1) },
    { keys: "k", label: t("up"), run: () => walkRows("[data-member-link]", -1) },
    { keys: "x", label: t("takeOut"), run: press, isOn: mayDecide },
    { keys: "mod+enter", label: t("decide"), run: decide, isOn: mayDecide },
  ]);
}

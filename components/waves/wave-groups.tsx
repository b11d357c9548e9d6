"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { WaveGroup, WavePlan } from "@/lib/decisions/wave.contract";
import { QuietLink } from "../policy/quiet-link";
import { useNames } from "../queue/nameable";
import { RequestFailed } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { Checkbox } from "../ui/checkbox";
import { useWords } from "../ui/localised";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import { ReadAgain } from "./read-again";
import { useFieldName } from "./use-field-name";
import type { usePlan } from "./use-wave";

type GroupsProps = {
  plan: ReturnType<typeof usePlan>;
  /** What the plan says of the choice on screen; none while there is nothing chosen to work out. */
  shown: WavePlan | undefined;
  chosen: readonly WaveGroup[];
  isNone: boolean;
  /** What stands here until there is a plan. */
  waiting: string;
  onChoose: (key: string, isChosen: boolean) => void;
  /** What is done with the chosen ones. */
  children: ReactNode;
};

/** What would follow for whom: one line for each group of items that can be decided alike. */
export function WaveGroups({ plan, shown, chosen, isNone, waiting, onChoose, children }: GroupsProps) {
  const t = useTranslations("waves.groups");
  const messageOf = useFailureMessage();
  return (
    <Panel title={t("title")}>
      {plan.error instanceof RequestFailed ? (
        <ReadAgain title={messageOf(plan.error.failure)} onAgain={plan.refetch} />
      ) : null}
      {shown && shown.left > 0 ? (
        <Notice title={t("left", { total: shown.total, left: shown.left })} role="status">
          {t("leftText")}
        </Notice>
      ) : null}
      <div aria-live="polite" aria-busy={plan.isFetching || undefined}>
        {shown ? (
          <ul>
            {shown.groups.map((group, at) => (
              <WaveGroupLine
                key={group.key}
                group={group}
                isMain={at === 0 && group.canBeDecided}
                isChosen={chosen.includes(group)}
                isNone={isNone}
                onChoose={(isChosen) => onChoose(group.key, isChosen)}
              />
            ))}
          </ul>
        ) : plan.isError ? null : (
          <p className="text-ink-soft">{waiting}</p>
        )}
      </div>
      <div className="sticky bottom-0 -mx-4 mt-3 -mb-4 flex flex-wrap items-center gap-3 rounded-b-md border-t border-line bg-surface px-4 py-3">
        {children}
      </div>
    </Panel>
  );
}

type LineProps = {
  group: WaveGroup;
  isMain: boolean;
  isChosen: boolean;
  isNone: boolean;
  onChoose: (isChosen: boolean) => void;
};

/** Items for which the same would follow: how many, what, and in what they differ from the largest group. */
export function WaveGroupLine({ group, isMain, isChosen, isNone, onChoose }: LineProps) {
  const t = useTranslations("waves.groups");
  const differs = useTranslations("waves.differs");
  const failures = useTranslations("failures");
  const fieldName = useFieldName();
  const name = useNames();
  const words = useWords();
  const { count, size } = group;
  const facts = [
    ...(isNone ? [] : [`${t("role")}: ${name("role", group.role)}`]),
    ...(group.version ? [`${t("version")}: ${group.version}`] : []),
    `${t("language")}: ${name("language", group.language)}`,
    ...(count
      ? [
          `${t("count")}: ${count.least === count.most ? count.least : t("counts", { least: count.least, most: count.most })}`,
        ]
      : []),
  ];
  return (
    <li className="border-t border-line py-3 first:border-t-0">
      <h3 className="text-13 font-medium">
        {t(isMain ? "main" : group.canBeDecided ? "split" : "cannot")}
        {group.differs.length > 0 ? `: ${group.differs.map((why) => differs(why)).join(", ")}` : ""}
      </h3>
      {group.canBeDecided ? (
        <Checkbox
          label={t(isMain ? "includeMain" : "include", { count: size })}
          checked={isChosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      ) : (
        <ul className="text-13 text-danger-ink">
          {group.problems.map(({ field, reason, values }) => (
            <li key={`${field} ${reason}`}>
              {size} · {failures.has(reason) ? failures(reason, { ...values, field: fieldName(field) }) : reason}
            </li>
          ))}
        </ul>
      )}
      <ul className="text-13">
        {group.sanctions.map((sanction) => (
          <li key={sanction.action}>
            {words(sanction.label)}
            {sanction.isFollowOn ? <span className="text-ink-soft"> ({t("follows")})</span> : null}
          </li>
        ))}
        {group.canBeDecided && group.sanctions.length === 0 ? <li>{t(isNone ? "noViolation" : "nothing")}</li> : null}
      </ul>
      <p className="text-12 text-ink-soft">
        {facts.join(" · ")} · {t("examples")}{" "}
        {group.examples.map(({ caseId, reference }) => (
          <QuietLink key={caseId} href={`/cases/${caseId}`} className="link mr-2 font-mono whitespace-nowrap">
            {reference}
          </QuietLink>
        ))}
      </p>
    </li>
  );
}

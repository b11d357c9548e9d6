"use client";

import { useTranslations } from "next-intl";
import type { AlikeRow, SetApart } from "@/lib/appeals/alike.contract";
import type { AppealView } from "@/lib/appeals/contract";
import { QuietLink } from "../policy/quiet-link";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { AlikeAnswer } from "./alike-answer";
import { type AlikeWork, useAlike } from "./use-alike";

/** The open appeals of the same wave: each is read here, and gets the answer that was given to this one, or stays apart with why. */
export function Alike({ view }: { view: AppealView }) {
  const t = useTranslations("appeal.alike");
  const work = useAlike(view);
  if (view.alike.length === 0) return null;
  return (
    <Panel title={t("title")}>
      <div className="grid gap-4">
        <p className="text-ink-soft">{t("lead")}</p>
        <SetAside apart={work.apart} rows={view.alike} />
        <ul className="grid gap-3">
          {view.alike.map((row) => (
            <Entry key={row.id} leadId={view.id} row={row} work={work} />
          ))}
        </ul>
        <Button
          className="justify-self-start"
          disabled={work.count === 0}
          isBusy={work.isBusy || work.waits}
          onClick={work.give}
        >
          {t("give", { count: work.count })}
        </Button>
      </div>
    </Panel>
  );
}

/** What was sent and not answered, each with why. */
function SetAside({ apart, rows }: { apart: readonly SetApart[]; rows: readonly AlikeRow[] }) {
  const t = useTranslations("appeal.alike");
  const failures = useTranslations("failures");
  if (apart.length === 0) return null;
  const sentence = ({ reason, values }: SetApart) =>
    t.has(`apart.${reason}`) ? t(`apart.${reason}`) : failures(reason, values);
  return (
    <Notice tone="caution" title={t("setApart", { count: apart.length })}>
      <ul className="list-disc pl-5">
        {apart.map((one) => (
          <li key={one.appealId}>
            {rows.find(({ id }) => id === one.appealId)?.reference ?? t("gone")}: {sentence(one)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Entry({ leadId, row, work }: { leadId: string; row: AlikeRow; work: AlikeWork }) {
  const t = useTranslations("appeal.alike");
  const view = useTranslations("appeal.view");
  const isTicked = work.ticked.includes(row.id);
  return (
    <li className="grid gap-1 border-t border-line pt-3 first:border-t-0 first:pt-0">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {row.apart ? (
          <Status tone="caution" look="plain">
            {t(`apart.${row.apart}`)}
          </Status>
        ) : (
          <Checkbox
            label={t("tick", { reference: row.reference })}
            checked={isTicked}
            onChange={() => work.toggle(row.id)}
          />
        )}
        <TextLink via={QuietLink} href={`/appeals/${row.id}`}>
          <Reference className="select-auto">{row.reference}</Reference>
        </TextLink>
      </span>
      <p dir="auto" className="reading whitespace-pre-wrap text-ink-soft">
        {row.content}
      </p>
      <p dir="auto" lang={row.language} className="reading border-l-2 border-accent pl-3 whitespace-pre-wrap">
        {row.text || <span className="text-ink-soft">{view("noWords")}</span>}
      </p>
      {isTicked && !row.apart ? <AlikeAnswer leadId={leadId} row={row} work={work} /> : null}
    </li>
  );
}

"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AlikeRow, AnsweredAlike } from "@/lib/appeals/alike.contract";
import type { AppealView } from "@/lib/appeals/contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Panel } from "../ui/panel";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";

/** The open appeals of the same wave: each is read here, and gets the answer that was given to this one, or stays apart with why. */
export function Alike({ view }: { view: AppealView }) {
  const t = useTranslations("appeal.alike");
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const { send, isBusy } = useWrite<AnsweredAlike>({ done: t("done"), onDone: () => setTicked([]) });
  if (view.alike.length === 0) return null;
  const chosen = view.alike.filter(({ id }) => ticked.includes(id));
  const toggle = (id: string) =>
    setTicked(ticked.includes(id) ? ticked.filter((other) => other !== id) : [...ticked, id]);
  return (
    <Panel title={t("title")}>
      <div className="grid gap-4">
        <p className="text-ink-soft">{t("lead")}</p>
        <ul className="grid gap-3">
          {view.alike.map((row) => (
            <Entry key={row.id} row={row} isTicked={ticked.includes(row.id)} onToggle={() => toggle(row.id)} />
          ))}
        </ul>
        <Button
          className="justify-self-start"
          disabled={chosen.length === 0}
          isBusy={isBusy}
          onClick={() =>
            send({
              path: `/api/appeals/${view.id}/alike`,
              body: { appeals: chosen.map(({ id, version }) => ({ appealId: id, version })) },
            })
          }
        >
          {t("give", { count: chosen.length })}
        </Button>
      </div>
    </Panel>
  );
}

function Entry({ row, isTicked, onToggle }: { row: AlikeRow; isTicked: boolean; onToggle: () => void }) {
  const t = useTranslations("appeal.alike");
  return (
    <li className="grid gap-1 border-t border-line pt-3 first:border-t-0 first:pt-0">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {row.apart ? (
          <Status tone="caution" look="plain">
            {t(`apart.${row.apart}`)}
          </Status>
        ) : (
          <Checkbox label={t("tick", { reference: row.reference })} checked={isTicked} onChange={onToggle} />
        )}
        <TextLink via={Link} href={`/appeals/${row.id}`}>
          <Reference className="select-auto">{row.reference}</Reference>
        </TextLink>
      </span>
      <p dir="auto" className="reading whitespace-pre-wrap text-ink-soft">
        {row.content}
      </p>
      <p dir="auto" lang={row.language} className="reading border-l-2 border-accent pl-3 whitespace-pre-wrap">
        {row.text}
      </p>
    </li>
  );
}

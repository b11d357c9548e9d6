"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { AnomalyRow, CommitmentView } from "@/lib/commitments/contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { LiveTime } from "../ui/live-time";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { Status } from "../ui/status";
import { Textarea } from "../ui/textarea";
import { Time } from "../ui/time";
import { More } from "./record-lists";
import { IndicatorName, useIndicatorValue } from "./words";

type Props = { view: CommitmentView; more: string | null };

/** What was not as committed: who holds it until when, whether the trustee was told, and what was done. */
export function AnomalyList({ view, more }: Props) {
  const t = useTranslations("commitments.anomalies");
  return (
    <Panel title={t("title")}>
      {view.anomalies.length === 0 ? <p className="text-ink-soft">{t("none")}</p> : null}
      <ol className="grid divide-y divide-line">
        {view.anomalies.map((one) => (
          <li key={one.id} className="grid gap-1.5 py-3 first:pt-0">
            <Anomaly one={one} view={view} />
          </li>
        ))}
      </ol>
      <More href={more} />
    </Panel>
  );
}

function What({ one, view }: { one: AnomalyRow; view: CommitmentView }) {
  const value = useIndicatorValue();
  const indicator = view.commitment.indicators.find(({ id }) => id === one.indicatorId);
  if (!indicator || !one.month) return <>{one.text}</>;
  return (
    <>
      <IndicatorName indicator={indicator} /> · {one.month.slice(0, 7)} · {value(indicator.unit, one.value)}
      {one.text ? ` · ${one.text}` : null}
    </>
  );
}

function Anomaly({ one, view }: { one: AnomalyRow; view: CommitmentView }) {
  const t = useTranslations("commitments");
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Status tone={one.closedAt ? "neutral" : one.isLate ? "danger" : "caution"}>
          {one.closedAt ? t("anomalies.closed") : t("anomalies.open")}
        </Status>
        <span className="text-ink-soft">
          <Time value={one.raisedAt} show="day" />
          {" · "}
          {one.raisedBy ? t("anomalies.by", { name: one.raisedBy }) : t("anomalies.byProduct")}
        </span>
      </p>
      <p dir="auto" className="reading whitespace-pre-wrap">
        <What one={one} view={view} />
      </p>
      {one.closedAt ? (
        <p className="reading whitespace-pre-wrap">
          <span className="text-ink-soft">
            <Time value={one.closedAt} show="day" />
            {one.closedBy ? ` · ${t("anomalies.closedBy", { name: one.closedBy })}` : null}
          </span>
          {" · "}
          {one.resolution}
        </p>
      ) : (
        <p>
          {one.holder ? t("anomalies.holder", { name: one.holder.name }) : t("anomalies.noHolder")}{" "}
          <LiveTime value={one.dueAt} />
        </p>
      )}
      <p className="text-ink-soft">
        {one.toldAt ? (
          <>
            {t("anomalies.told")}: <Time value={one.toldAt} show="day" />
          </>
        ) : (
          t("anomalies.notTold")
        )}
      </p>
      <Moves one={one} view={view} />
    </>
  );
}

/** What can be done with it now, by this reader. */
function Moves({ one, view }: { one: AnomalyRow; view: CommitmentView }) {
  const t = useTranslations("commitments.anomalies");
  const mayTell = view.may.record && one.toldAt === null;
  const tell = useWrite({ done: t("tellDone") });
  const path = `/api/commitments/anomalies/${one.id}`;
  if (!mayTell && !one.mayClose) return null;
  return (
    <div className="grid gap-2">
      {mayTell ? (
        <Button
          isBusy={tell.isBusy}
          className="justify-self-start"
          onClick={() => tell.send({ path: `${path}/tell`, body: { version: one.version } })}
        >
          {t("tell")}
        </Button>
      ) : null}
      {one.mayClose ? (
        <Disclosure summary={t("close")}>
          <Close one={one} path={path} />
        </Disclosure>
      ) : null}
      {one.mayClose && view.may.record ? (
        <Disclosure summary={t("hand")}>
          <Hand one={one} view={view} path={path} />
        </Disclosure>
      ) : null}
    </div>
  );
}

function Close({ one, path }: { one: AnomalyRow; path: string }) {
  const t = useTranslations("commitments.anomalies");
  const { send, isBusy, fields } = useWrite({ done: t("closeDone") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const resolution = new FormData(event.currentTarget).get("resolution");
    send({ path: `${path}/close`, body: { version: one.version, resolution } });
  };
  return (
    <Form onSubmit={submit} className="grid gap-3" noValidate>
      <Field name="resolution" id={`resolution-${one.id}`} label={t("resolution")} error={fields.resolution} isRequired>
        {(control) => <Textarea {...control} rows={3} dir="auto" />}
      </Field>
      <Button type="submit" isBusy={isBusy} className="justify-self-start">
        {t("close")}
      </Button>
    </Form>
  );
}

function Hand({ one, view, path }: { one: AnomalyRow; view: CommitmentView; path: string }) {
  const t = useTranslations("commitments.anomalies");
  const { send, isBusy, fields } = useWrite({ done: t("handed") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const holderId = new FormData(event.currentTarget).get("holderId");
    send({ path: `${path}/hand`, body: { version: one.version, holderId } });
  };
  return (
    <Form onSubmit={submit} className="flex flex-wrap items-end gap-3" noValidate>
      <Field name="holderId" id={`holder-${one.id}`} label={t("hand")} error={fields.holderId}>
        {(control) => (
          <Select
            {...control}
            defaultValue={one.holder?.id ?? ""}
            options={view.people.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </Field>
      <Button type="submit" isBusy={isBusy}>
        {t("hand")}
      </Button>
    </Form>
  );
}

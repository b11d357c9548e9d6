"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AppealView } from "@/lib/appeals/contract";
import type { GivenLook, OfferedClause, ReportRead } from "@/lib/appeals/first-look.contract";
import { type FindingKind, findingKinds } from "@/lib/appeals/first-look.rules";
import { SafeText } from "../cases/safe-text";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { useWords } from "../ui/localised";
import { Panel } from "../ui/panel";
import { RadioGroup } from "../ui/radio-group";
import { Select } from "../ui/select";
import { Status } from "../ui/status";
import { Textarea } from "../ui/textarea";
import { Time } from "../ui/time";

/** In the place of the decision, while the reader may not know it: what they find themselves. */
export function FirstLook({ view }: { view: AppealView }) {
  const t = useTranslations("redress.look");
  if (view.firstLook.state !== "asked") return null;
  const { isLetPast, hasReadBefore } = view.firstLook;
  const own = isLetPast ? "letPastLead" : hasReadBefore ? "readBeforeLead" : "lead";
  const lead = view.assignedTo?.isMe ? own : "takeFirst";
  return (
    <Panel look="bare" title={t("title")}>
      <div className="grid gap-4">
        <p className="text-ink-soft">{t(lead)}</p>
        {view.assignedTo?.isMe ? <LookForm view={view} clauses={view.firstLook.clauses} /> : null}
      </div>
    </Panel>
  );
}

function LookForm({ view, clauses }: { view: AppealView; clauses: readonly OfferedClause[] }) {
  const t = useTranslations("redress.look");
  const words = useWords();
  const [finding, setFinding] = useState<FindingKind | null>(null);
  const [clause, setClause] = useState("");
  const [why, setWhy] = useState("");
  const { send, isBusy, fields } = useWrite({ done: t("done") });
  const body = { version: view.version, finding, clause: finding === "clause" && clause ? clause : null, why };
  return (
    <Form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        send({ path: `/api/appeals/${view.id}/look`, body });
      }}
    >
      <RadioGroup
        name="finding"
        legend={t("finding")}
        value={finding ?? ""}
        onChoose={(chosen) => setFinding(findingKinds.find((kind) => kind === chosen) ?? null)}
        options={findingKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        error={fields.finding}
        isRequired
      />
      {finding === "clause" ? (
        <Field name="clause" label={t("clause")} error={fields.clause} isRequired>
          {(control) => (
            <Select
              {...control}
              placeholder={t("chooseClause")}
              options={clauses.map(({ ref, title }) => ({ value: ref, label: `${ref}  ${words(title)}` }))}
              value={clause}
              onChange={(event) => setClause(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      <Field name="why" label={t("why")} hint={t("whyHint")} error={fields.why} isRequired>
        {(control) => (
          <Textarea {...control} rows={4} dir="auto" value={why} onChange={(event) => setWhy(event.target.value)} />
        )}
      </Field>
      <Button type="submit" look="primary" isBusy={isBusy} disabled={finding === null} className="justify-self-start">
        {t("submit")}
      </Button>
    </Form>
  );
}

/** What reviewers found before they knew the decision, beside which it now stands. */
export function GivenLooks({ view: { firstLook } }: { view: AppealView }) {
  const t = useTranslations("redress.look");
  if (firstLook.state !== "open") return null;
  const [blind, knowing] = [firstLook.given.filter(isBlindLook), firstLook.given.filter((look) => !isBlindLook(look))];
  return (
    <>
      <LookList title={t("given")} looks={blind} />
      <LookList title={t("givenKnowing")} looks={knowing} />
    </>
  );
}

const isBlindLook = ({ known }: GivenLook) => known === null;

function LookList({ title, looks }: { title: string; looks: readonly GivenLook[] }) {
  if (looks.length === 0) return null;
  return (
    <Panel look="bare" title={title}>
      <ul className="grid gap-3">
        {looks.map((look) => (
          <GivenOne key={look.at} look={look} />
        ))}
      </ul>
    </Panel>
  );
}

function GivenOne({ look }: { look: GivenLook }) {
  const t = useTranslations("redress.look");
  const found = look.clauseRef ? t("broken", { clause: look.clauseRef }) : t(`kinds.${look.kind}`);
  return (
    <li className="grid gap-1">
      <p className="flex flex-wrap items-center gap-x-3">
        <span className="font-medium">{found}</span>
        <Status look="plain" tone={look.agrees ? "neutral" : "caution"}>
          {t(look.agrees ? "agrees" : "differs")}
        </Status>
      </p>
      <p dir="auto" className="reading whitespace-pre-wrap">
        {look.why}
      </p>
      {look.known ? (
        <p className="text-13">{t(`known.${look.known}`, { name: look.by, reference: look.withReference ?? "" })}</p>
      ) : null}
      <p className="text-13 text-ink-soft">
        {t.rich("byAt", { name: look.by, at: () => <Time value={look.at} show="exact" /> })}
      </p>
    </li>
  );
}

/** The reports as they were written. Who reported is not said. */
export function Reports({ reports }: { reports: readonly ReportRead[] }) {
  const t = useTranslations("redress.look");
  return (
    <Panel look="bare" title={t("reports")}>
      {reports.length === 0 ? <p className="text-ink-soft">{t("noReports")}</p> : null}
      <ul className="grid gap-3">
        {reports.map(({ id, text, language, receivedAt }) => (
          <li key={id} className="grid gap-0.5">
            <p lang={language === "und" ? undefined : language} dir="auto" className="reading whitespace-pre-wrap">
              <SafeText text={text} />
            </p>
            <p className="text-13 text-ink-soft">
              <Time value={receivedAt} show="exact" />
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { GoldenRow } from "@/lib/quality/golden.contract";
import { NotShown } from "../care/not-shown";
import { SafeText } from "../cases/safe-text";
import { Nameable } from "../queue/nameable";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Localised, useWords } from "../ui/localised";
import { Status } from "../ui/status";
import { Textarea } from "../ui/textarea";

const tones = { draft: "caution", in_use: "good", contested: "caution", retired: "neutral" } as const;

/** Golden items with their settled answers, what was answered, and who disagrees. */
export function GoldenList({ rows, mayChange }: { rows: readonly GoldenRow[]; mayChange: boolean }) {
  return (
    <ul className="grid divide-y divide-line px-3">
      {rows.map((row) => (
        <Item key={row.itemId} row={row} mayChange={mayChange} />
      ))}
    </ul>
  );
}

function Item({ row, mayChange }: { row: GoldenRow; mayChange: boolean }) {
  const t = useTranslations("golden");
  const words = useWords();
  const measures = row.sanctions.map(words).join("; ") || t("noMeasures");
  return (
    <li className="grid gap-1 py-3">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-13">
        <Status look="plain" tone={tones[row.state]}>
          {t(`states.${row.state}`)}
        </Status>
        <Localised value={row.platform} />
        <Nameable group="language" code={row.language} />
        <span className="text-ink-soft">
          {t("madeBy", { name: row.madeBy })}
          {row.confirmedBy ? `, ${t("confirmedBy", { name: row.confirmedBy })}` : ""}
        </span>
      </p>
      <p className="max-w-[72ch] [overflow-wrap:anywhere]">
        {row.notShown.length > 0 ? <NotShown classes={row.notShown} /> : <SafeText text={row.excerpt} />}
      </p>
      <p>
        {row.outcome === "violation"
          ? row.clauses.map(({ ref, title }) => `${ref} ${words(title)}`).join("; ")
          : t("noViolation")}
      </p>
      {row.outcome === "violation" ? <p className="text-ink-soft">{t("measures", { measures })}</p> : null}
      <p className="max-w-[72ch] whitespace-pre-wrap text-ink-soft [overflow-wrap:anywhere]">{row.reason}</p>
      <p className="text-12 text-ink-soft">
        {row.versionRef ? `${t("version", { version: row.versionRef })}. ` : ""}
        {t("matching", { matching: row.matching, answers: row.answers })}
      </p>
      {row.disagreements.map((one) => (
        <div key={one.answerId} className="grid gap-1">
          <p className="[overflow-wrap:anywhere]">{t("disagreement", { name: one.by, why: one.why })}</p>
          {one.keptWhy !== null ? <p className="text-ink-soft">{t("kept", { why: one.keptWhy })}</p> : null}
          {one.keptWhy === null && mayChange && row.state !== "retired" ? <KeepForm answerId={one.answerId} /> : null}
        </div>
      ))}
      <Moves row={row} />
    </li>
  );
}

function Moves({ row: { itemId, mayConfirm, mayRetire } }: { row: GoldenRow }) {
  const t = useTranslations("golden");
  const confirm = useWrite({ done: t("confirmed") });
  const retire = useWrite({ done: t("retired") });
  if (!mayConfirm && !mayRetire) return null;
  return (
    <div className="flex flex-wrap gap-2 pt-1">
      {mayConfirm ? (
        <Button
          look="primary"
          isBusy={confirm.isBusy}
          onClick={() => confirm.send({ path: `/api/quality/golden/${itemId}/confirm` })}
        >
          {t("confirm")}
        </Button>
      ) : null}
      {mayRetire ? (
        <Button isBusy={retire.isBusy} onClick={() => retire.send({ path: `/api/quality/golden/${itemId}/retire` })}>
          {t("retire")}
        </Button>
      ) : null}
    </div>
  );
}

function KeepForm({ answerId }: { answerId: string }) {
  const t = useTranslations("golden");
  const [why, setWhy] = useState("");
  const { send, isBusy, fields } = useWrite({ done: t("keptDone") });
  return (
    <Form
      className="grid max-w-2xl gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        send({ path: `/api/quality/golden/answers/${answerId}/keep`, body: { why } });
      }}
    >
      <Field name={`keep-${answerId}`} label={t("keepWhy")} error={fields.why} isRequired>
        {(control) => <Textarea {...control} rows={2} value={why} onChange={(event) => setWhy(event.target.value)} />}
      </Field>
      <div>
        <Button type="submit" isBusy={isBusy}>
          {t("keep")}
        </Button>
      </div>
    </Form>
  );
}

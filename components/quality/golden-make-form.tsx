"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Imported } from "@/lib/quality/golden.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { RadioGroup } from "../ui/radio-group";
import { Textarea } from "../ui/textarea";

const linesOf = (text: string) => text.split("\n").flatMap((line) => line.trim() || []);
/** The id in the address of a case, or what was typed. */
const caseIn = (text: string) => /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0] ?? text.trim();
const empty = { address: "", clauses: "", sanctions: "", reason: "" };

/** Makes a golden item of a decided case: what is right, and why. */
export function GoldenMakeForm() {
  const t = useTranslations("golden");
  const [outcome, setOutcome] = useState<"violation" | "no_violation">("violation");
  const [typed, setTyped] = useState(empty);
  const { send, isBusy, fields } = useWrite({ done: t("made"), onDone: () => setTyped(empty) });
  const change = (name: keyof typeof empty) => (event: { target: { value: string } }) =>
    setTyped((before) => ({ ...before, [name]: event.target.value }));
  const isViolation = outcome === "violation";
  return (
    <Form
      className="grid max-w-2xl gap-4 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        const found = isViolation ? { clauses: linesOf(typed.clauses), sanctions: linesOf(typed.sanctions) } : {};
        const body = { caseId: caseIn(typed.address), outcome, reason: typed.reason, ...found };
        send({ path: "/api/quality/golden", body });
      }}
    >
      <Field name="caseId" label={t("caseId")} hint={t("caseHint")} error={fields.caseId} isRequired>
        {(control) => <Input {...control} value={typed.address} onChange={change("address")} />}
      </Field>
      <RadioGroup
        name="outcome"
        legend={t("outcome")}
        value={outcome}
        onChoose={(value) => setOutcome(value === "violation" ? "violation" : "no_violation")}
        isRequired
        options={[
          { value: "violation", label: t("violation") },
          { value: "no_violation", label: t("noViolation") },
        ]}
      />
      {isViolation ? (
        <>
          <Field name="clauses" label={t("clauses")} hint={t("clausesHint")} error={fields.clauses} isRequired>
            {(control) => <Textarea {...control} rows={2} value={typed.clauses} onChange={change("clauses")} />}
          </Field>
          <Field name="sanctions" label={t("sanctions")} hint={t("sanctionsHint")} error={fields.sanctions}>
            {(control) => <Textarea {...control} rows={2} value={typed.sanctions} onChange={change("sanctions")} />}
          </Field>
        </>
      ) : null}
      <Field name="reason" label={t("reason")} hint={t("reasonHint")} error={fields.reason} isRequired>
        {(control) => <Textarea {...control} rows={3} value={typed.reason} onChange={change("reason")} />}
      </Field>
      <div>
        <Button type="submit" look="primary" isBusy={isBusy}>
          {t("submit")}
        </Button>
      </div>
    </Form>
  );
}

/** Golden items as NDJSON; what could not be kept is said line by line. */
export function GoldenImportForm() {
  const t = useTranslations("golden");
  const [lines, setLines] = useState("");
  const [result, setResult] = useState<Imported | null>(null);
  const { send, isBusy, fields } = useWrite<Imported>({ onDone: setResult });
  return (
    <Form
      className="grid max-w-2xl gap-4 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        send({ path: "/api/quality/golden/import", body: { lines } });
      }}
    >
      <Field name="lines" label={t("importFile")} hint={t("importHint")} error={fields.lines} isRequired>
        {(control) => (
          <Textarea {...control} rows={4} value={lines} onChange={(event) => setLines(event.target.value)} />
        )}
      </Field>
      <div>
        <Button type="submit" isBusy={isBusy}>
          {t("importSubmit")}
        </Button>
      </div>
      <div role="status">
        {result ? <p>{t("imported", { kept: result.kept })}</p> : null}
        {result?.failed.map(({ line, reason }) => (
          <p key={line}>{t("failedLine", { line, why: reason })}</p>
        ))}
      </div>
    </Form>
  );
}

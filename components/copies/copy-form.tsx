"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { CopyReviewed, CopyToReview } from "@/lib/decisions/copy-review.contract";
import { statementCategories } from "@/lib/platform/statement-values.rules";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { useToast } from "../ui/toast";
import { CopyTextField } from "./copy-text-field";

/** What a person says of a copy: these words are told, or the copy goes as it was composed, with a reason. */
export function CopyForm({
  copy,
  isReadOnly,
  isReworded,
}: {
  copy: CopyToReview;
  isReadOnly: boolean;
  /** It was released already and is held: only other words help. */
  isReworded: boolean;
}) {
  const t = useTranslations("copies.one");
  const category = useTranslations("library.names.category");
  const notify = useToast();
  const { send, isBusy, fields } = useWrite<CopyReviewed>({
    onDone({ alike: { length: count } }) {
      const said = count > 0 ? t("releasedWave", { count }) : t(isReworded ? "reworded" : "released");
      notify({ title: said, tone: "good" });
    },
  });
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [harmless, setHarmless] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState("");
  const path = `/api/copies/${copy.id}/review`;
  const tellText = () =>
    send({ path, body: { use: "text", texts, harmless, ...(chosen ? { category: chosen } : {}) } });
  const known = new Set(copy.texts.map(({ field }) => field)).add("reason").add(copy.lacksCategory ? "category" : "");
  const elsewhere = Object.entries(fields).filter(([field]) => !known.has(field));
  return (
    <div className="grid gap-6">
      {copy.texts.map((about) => (
        <CopyTextField
          key={about.field}
          about={about}
          text={texts[about.field] ?? about.proposed}
          onText={(text) => setTexts((before) => ({ ...before, [about.field]: text }))}
          harmless={harmless}
          onHarmless={(piece, isHarmless) =>
            setHarmless((before) => (isHarmless ? [...before, piece] : before.filter((one) => one !== piece)))
          }
          error={fields[about.field]}
          isReadOnly={isReadOnly}
        />
      ))}
      {isReadOnly ? null : (
        <>
          {copy.lacksCategory ? (
            <Field name="category" label={t("category")} hint={t("categoryHint")} error={fields.category}>
              {(control) => (
                <Select
                  {...control}
                  className="max-w-md"
                  value={chosen}
                  onChange={(event) => setChosen(event.target.value)}
                  placeholder={t("categoryNone")}
                  options={statementCategories.map((value) => ({ value, label: category(value) }))}
                />
              )}
            </Field>
          ) : null}
          {elsewhere.length > 0 ? (
            <Notice tone="danger" role="alert" title={t("problems")}>
              {elsewhere.map(([field, sentence]) => (
                <p key={field}>{sentence}</p>
              ))}
            </Notice>
          ) : null}
          <Button look="primary" className="justify-self-start" isBusy={isBusy} onClick={tellText}>
            {t("use")}
          </Button>
          {isReworded ? null : (
            <AsItIs
              isBusy={isBusy}
              error={fields.reason}
              onSend={(reason) => send({ path, body: { use: "as_is", reason } })}
            />
          )}
        </>
      )}
    </div>
  );
}

type AsItIsProps = { isBusy: boolean; error: string | undefined; onSend: (reason: string) => void };

function AsItIs({ isBusy, error, onSend }: AsItIsProps) {
  const t = useTranslations("copies.one");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSend(String(new FormData(event.currentTarget).get("reason") ?? ""));
  };
  return (
    <Disclosure summary={t("asIs")}>
      <Form onSubmit={submit} className="grid max-w-xl gap-3" noValidate>
        <p className="text-ink-soft">{t("asIsText")}</p>
        <Field name="reason" label={t("reason")} error={error} isRequired>
          {(control) => <Textarea {...control} maxLength={1000} />}
        </Field>
        <Button type="submit" className="justify-self-start" isBusy={isBusy}>
          {t("asIs")}
        </Button>
      </Form>
    </Disclosure>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { Made } from "@/lib/policy/drafts/contract";
import type { Proposal } from "@/lib/policy/drafts/view.contract";
import { draftHref } from "../policy/addresses.rules";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { ProposalView } from "./proposal-view";

const formats = ["auto", "html", "markdown", "text", "docx", "table", "json"] as const;

type Props = {
  platform: string;
  followed: readonly { ref: string; label: string }[];
  /** What is chosen before anybody chooses. */
  format?: (typeof formats)[number];
};

/** Reads a document, shows what it would become beside its lines, and makes it a draft when somebody says so. */
export function ImportDesk({ platform, followed, format = "auto" }: Props) {
  const t = useTranslations("policyDesk.import");
  const router = useRouter();
  const [read, setRead] = useState<{ form: FormData; proposal: Proposal } | null>(null);
  const [door, setDoor] = useState<"file" | "text">("file");
  const reading = useWrite<Proposal>({ about: door });
  const making = useWrite<Made>({
    done: t("made"),
    onDone: ({ draftId }) => router.push(draftHref(platform, draftId)),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    form.set("platform", platform);
    const file = form.get("file");
    setDoor(file instanceof File && file.size > 0 ? "file" : "text");
    setRead(null);
    reading.send({ path: "/api/policy/import", form }, { onSuccess: (proposal) => setRead({ form, proposal }) });
  };
  return (
    <div className="grid gap-6">
      <Form onSubmit={submit} className="grid max-w-160 gap-4" noValidate>
        <Field name="file" label={t("file")} hint={t("fileHint")} error={reading.fields.file}>
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".html,.htm,.md,.markdown,.txt,.docx,.csv,.tsv,.xlsx,.json"
              className="text-13"
            />
          )}
        </Field>
        <Field name="text" label={t("text")} hint={t("textHint")} error={reading.fields.text}>
          {(control) => <Textarea {...control} rows={8} dir="auto" />}
        </Field>
        {followed.length > 1 ? (
          <Field name="follows" label={t("follows")} hint={t("followsHint")}>
            {(control) => (
              <Select
                {...control}
                className="max-w-100"
                options={followed.map(({ ref, label }) => ({ value: ref, label }))}
              />
            )}
          </Field>
        ) : null}
        <Field name="format" label={t("format")}>
          {(control) => (
            <Select
              {...control}
              className="max-w-60"
              defaultValue={format}
              options={formats.map((value) => ({ value, label: t(`formats.${value}`) }))}
            />
          )}
        </Field>
        <Button type="submit" look="primary" isBusy={reading.isBusy} className="justify-self-start">
          {t("read")}
        </Button>
      </Form>
      {read === null ? null : read.proposal.document === "commitments" ? (
        <Notice tone="caution" title={t("commitments")} role="status">
          {t("commitmentsText", { count: read.proposal.commitments })}
        </Notice>
      ) : (
        <ProposalView
          proposal={read.proposal}
          action={
            read.proposal.problems.some(({ code }) => code === "reference_twice") ? null : (
              <Button
                look="primary"
                isBusy={making.isBusy}
                onClick={() => making.send({ path: "/api/policy/drafts", form: read.form })}
              >
                {t("makeDraft")}
              </Button>
            )
          }
        />
      )}
    </div>
  );
}

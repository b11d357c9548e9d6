"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useLayoutEffect, useState } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import { caseKey } from "../decisions/one-case";
import { orThrow, postJson, type RequestFailed } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { LiveTime } from "../ui/live-time";
import { Tag } from "../ui/status";
import { Textarea } from "../ui/textarea";
import { keepNote, type NoteDraft, readNote } from "./kept-note";
import { SafeText } from "./safe-text";

/** What colleagues wrote, and a line of one's own; those about the account follow the person to later cases. */
export function NotesPanel({ view, mayWrite }: { view: CaseView; mayWrite: boolean }) {
  const t = useTranslations("case.notes");
  return (
    <div className="grid gap-3">
      {view.notes.length === 0 ? <p className="text-13 text-ink-soft">{t("none")}</p> : null}
      <ul className="grid">
        {view.notes.map((note) => (
          <li key={note.id} className="border-t border-line py-2 text-13 first:border-t-0 first:pt-0">
            <p dir="auto" className="whitespace-pre-wrap">
              <SafeText text={note.text} />
            </p>
            <p className="flex flex-wrap items-center gap-x-2 text-12 text-ink-soft">
              {note.by} · <LiveTime value={note.at} />
              {note.onAccount ? <Tag>{t("onAccount")}</Tag> : null}
            </p>
          </li>
        ))}
      </ul>
      {mayWrite ? <WriteNote caseId={view.case.id} hasAccount={view.account !== null} /> : null}
    </div>
  );
}

function WriteNote({ caseId, hasAccount }: { caseId: string; hasAccount: boolean }) {
  const t = useTranslations("case.notes");
  const cache = useQueryClient();
  const messageOf = useFailureMessage();
  const [note, setNote] = useState<NoteDraft>({ text: "", onAccount: false });
  // As with a draft: the server cannot know what this tab kept.
  useLayoutEffect(() => setNote(readNote(caseId)), [caseId]);
  const change = (next: NoteDraft) => {
    setNote(next);
    keepNote(caseId, next);
  };
  const { text, onAccount } = note;
  const write = useMutation<unknown, RequestFailed, { text: string; onAccount: boolean }>({
    mutationFn: (written) => orThrow(postJson(`/api/cases/${caseId}/notes`, written)),
    onSuccess: () => {
      change({ text: "", onAccount: false });
      return cache.invalidateQueries({ queryKey: caseKey(caseId) });
    },
  });
  const send = () => text.trim() !== "" && write.mutate({ text, onAccount: onAccount && hasAccount });
  return (
    <Form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field
        name="note"
        label={t("write")}
        isLabelHidden
        error={write.error ? messageOf(write.error.failure) : undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={2000}
            placeholder={t("write")}
            className="min-h-14 text-13"
            value={text}
            onChange={({ target }) => change({ ...note, text: target.value })}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                event.stopPropagation();
                send();
              }
            }}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center justify-between gap-2">
        {hasAccount ? (
          <Checkbox
            id="note-on-account"
            label={t("follows")}
            checked={onAccount}
            onChange={({ target }) => change({ ...note, onAccount: target.checked })}
            className="text-13"
          />
        ) : (
          <span />
        )}
        <Button type="submit" size="small" isBusy={write.isPending} disabled={text.trim() === ""}>
          {t("save")}
        </Button>
      </div>
    </Form>
  );
}

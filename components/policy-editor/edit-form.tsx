"use client";

import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import type { EditOperation, Place } from "@/lib/policy/edit/contract";
import { useListed } from "../policy/names";
import { Button } from "../ui/button";
import { Form } from "../ui/form";
import { Notice } from "../ui/notice";
import { cn } from "../ui/text";
import { useEditor } from "./editor-context";
import { useDraftNames, usePlaceWords, useProblemWords, useRefusalWords } from "./place-words";
import { problemsAt } from "./problems.rules";
import { wordsAt } from "./typing.rules";

type Props = {
  /** Under which what is typed is kept. */
  formKey: string;
  label: string;
  /** What is sent; none while nothing differs. */
  operations: () => readonly EditOperation[];
  isTouched: boolean;
  saveLabel?: string;
  onDone?: () => void;
  onCancel?: () => void;
  children: ReactNode;
  className?: string;
};

/** A form of the editor: its fields, what stood against the last try, and the two ways out of it. */
export function EditForm({
  formKey,
  label,
  operations,
  isTouched,
  saveLabel,
  onDone,
  onCancel,
  children,
  className,
}: Props) {
  const t = useTranslations("policyEdit.form");
  const { edit, forget, isBusy, view, unsent } = useEditor();
  // Whose words stay is chosen in the notice, not by saving once more.
  const hasToChoose = "conflict" in (unsent[formKey]?.answer ?? {});
  const save = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const made = hasToChoose ? [] : operations();
    if (made.length > 0) edit(formKey, made, onDone);
  };
  const leave = () => {
    forget(formKey);
    onCancel?.();
  };
  return (
    <Form aria-label={label} className={cn("grid min-w-0 gap-4", className)} onSubmit={save}>
      {children}
      <UnsentNotice formKey={formKey} operations={operations} onDone={onDone} />
      {view.mayEdit ? (
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" look="primary" isBusy={isBusy} disabled={!isTouched || hasToChoose}>
            {saveLabel ?? t("save")}
          </Button>
          {isTouched || onCancel ? (
            <Button look="quiet" onClick={leave}>
              {t(onCancel ? "cancel" : "discard")}
            </Button>
          ) : null}
          {isTouched ? <span className="text-13 text-ink-soft">{t("unsaved")}</span> : null}
        </div>
      ) : null}
    </Form>
  );
}

type NoticeProps = {
  formKey: string;
  /** What would be sent now, where it may have been typed on since; otherwise what was sent is sent again. */
  operations?: () => readonly EditOperation[];
  onDone?: () => void;
};

/** Why the last try did not come about. Nothing of what was typed is gone: it can be sent over what came meanwhile. */
export function UnsentNotice({ formKey, operations: newest, onDone }: NoticeProps) {
  const t = useTranslations("policyEdit.form");
  const { unsent, edit, forget, view } = useEditor();
  const names = useDraftNames();
  const refused = useRefusalWords();
  const where = usePlaceWords();
  const listed = useListed();
  const last = unsent[formKey];
  if (!last) return null;
  const { answer, operations } = last;
  if ("conflict" in answer) {
    const { by, isOwn = false, places } = answer.conflict;
    const parts = [...new Set(places.map(where))];
    const keepMine = () => {
      const now = newest?.() ?? operations;
      edit(formKey, now.length > 0 ? now : operations, onDone);
    };
    const theirs = places.flatMap((place) => {
      const words = wordsAt(view.file, place);
      return words === null
        ? []
        : [{ at: place.join(" "), words: place[2] === "cells" ? words.map(names.action) : words }];
    });
    return (
      <Notice
        role="alert"
        tone="caution"
        title={isOwn ? t("conflictOwn") : t("conflict", { name: by ?? t("somebody") })}
        actions={
          <>
            {/* What could not be taken back holds nothing to save. */}
            {operations.length > 0 ? (
              <Button size="small" onClick={keepMine}>
                {t(isOwn ? "keepTyped" : "keepMine")}
              </Button>
            ) : null}
            <Button size="small" look="quiet" onClick={() => forget(formKey)}>
              {t(isOwn ? "takeSaved" : "takeTheirs")}
            </Button>
          </>
        }
      >
        {t(isOwn ? "conflictOwnText" : "conflictText", { places: listed(parts) })}
        {theirs.map(({ at, words }) => (
          <span key={at} dir="auto" className="mt-1 block break-words">
            {t("theirs", { words: listed(words) })}
          </span>
        ))}
      </Notice>
    );
  }
  return (
    <Notice role="alert" tone="danger" title={t("refused")}>
      {"refusal" in answer ? refused(answer.refusal) : answer.failure}
    </Notice>
  );
}

/** What is inconsistent at a place, where it is. */
export function ProblemsHere({ place, isExact = false }: { place: Place; isExact?: boolean }) {
  const { problems } = useEditor().view;
  const t = useTranslations("policyEdit.problemList");
  const words = useProblemWords();
  const here = problemsAt(problems, place).filter((problem) => !isExact || problem.place.length === place.length);
  if (here.length === 0) return null;
  return (
    <ul className="grid gap-1 text-13">
      {here.map((problem) => (
        <li
          key={`${problem.code} ${problem.place.join(" ")} ${Object.values(problem.values).join(" ")}`}
          className={cn(
            "border-l-2 pl-2",
            problem.severity === "blocks" ? "border-danger text-danger-ink" : "border-caution text-caution-ink",
          )}
        >
          <span className="font-medium">{t(problem.severity)}:</span> {words(problem)}
        </li>
      ))}
    </ul>
  );
}

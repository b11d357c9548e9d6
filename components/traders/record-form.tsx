"use client";

import type { FormEvent, ReactNode } from "react";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Form } from "../ui/form";

type Words = Record<"title" | "submit" | "done", string>;
type Props = {
  path: string;
  /** What goes with every form: the version that the person saw. */
  version: number;
  words: Words;
  children: (fields: Record<string, string | undefined>) => ReactNode;
  /** What a form says beside its plain fields. */
  more?: (form: FormData) => Record<string, unknown>;
  onDone?: (value: unknown) => void;
};

/** One thing to do with a record, closed until somebody wants it. */
export function RecordForm({ path, version, words, children, more, onDone }: Props) {
  const { send, isBusy, fields } = useWrite<unknown>({ done: words.done, ...(onDone ? { onDone } : {}) });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sent = new FormData(event.currentTarget);
    send({ path, body: { ...Object.fromEntries(sent), ...more?.(sent), version } });
  };
  return (
    <Disclosure summary={words.title}>
      <Form onSubmit={submit} className="grid gap-4 pt-2" noValidate>
        {children(fields)}
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          {words.submit}
        </Button>
      </Form>
    </Disclosure>
  );
}

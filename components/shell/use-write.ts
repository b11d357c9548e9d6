"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { useToast } from "../ui/toast";
import { orThrow, postForm, postJson, RequestFailed } from "./fetch-json";
import { isAboutOneField, underField } from "./under-field.rules";
import { useFailureMessage } from "./use-failure-message";

type Write = {
  path: string;
  body?: unknown;
  method?: "POST" | "PUT" | "PATCH" | "DELETE";
  /** In the place of `body`: a form with files. */
  form?: FormData;
  /** With it the server does the same request once, however often it comes. */
  key?: string;
};
type Options<Value> = {
  /** Said when it was done. */
  done?: string;
  onDone?: (value: Value) => void;
  /** Somebody wrote the same meanwhile: told here with the sentence, instead of as a message, where both are to be kept. */
  onConflict?: (sentence: string) => void;
  /** What a refusal is about that names no field, such as the one file of a form: it is said there, instead of as a message. */
  about?: string;
};

/**
 * A write of an administrative screen: sends it, says what came out, and lets the server paint the page anew.
 * `fields` are the sentences by field of the last refusal; a refusal without fields is said as a message.
 */
export function useWrite<Value = unknown>({ done, onDone, onConflict, about }: Options<Value> = {}) {
  const router = useRouter();
  const notify = useToast();
  const sentence = useFailureMessage();
  // A second press may come before the first is drawn: what is under way is not sent again.
  const isUnderWay = useRef<boolean>(false);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: ({ path, body = {}, method = "POST", form, key }: Write) =>
      orThrow(form ? postForm<Value>(path, form) : postJson<Value>(path, body, method, key)),
    onSettled() {
      isUnderWay.current = false;
    },
    onSuccess(value) {
      if (done) notify({ title: done, tone: "good" });
      onDone?.(value);
      router.refresh();
    },
    onError(problem) {
      const failure =
        problem instanceof RequestFailed ? problem.failure : { code: "unexpected" as const, message: "", fields: {} };
      if (failure.code === "conflict" && onConflict) onConflict(sentence(failure));
      else if (Object.keys(failure.fields).length === 0 && !(about && isAboutOneField(failure)))
        notify({ title: sentence(failure), tone: "danger" });
      // What is on screen is out of date: show what is there now.
      if (failure.code === "stale" || failure.code === "conflict") router.refresh();
    },
  });
  const failure = error instanceof RequestFailed ? error.failure : null;
  const said = failure && about && isAboutOneField(failure) ? { [about]: sentence(failure) } : (failure?.fields ?? {});
  const fields = Object.fromEntries(
    Object.entries(said).map(([field, sentence]) => [field, underField(field, sentence)]),
  );
  const send: typeof mutate = (write, options) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    mutate(write, options);
  };
  return { send, isBusy: isPending, fields, reset };
}

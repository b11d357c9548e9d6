"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
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
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: ({ path, body = {}, method = "POST", form }: Write) =>
      orThrow(form ? postForm<Value>(path, form) : postJson<Value>(path, body, method)),
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
  return { send: mutate, isBusy: isPending, fields, reset };
}

"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { MyDay } from "@/lib/wellbeing/contract";
import { countsKey, queueKey } from "../queue/keys";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { careKey } from "./use-care";

/** What somebody does not want to be given, and limits of their own. No reason is asked. */
export function CareChoices({ classes }: Pick<MyDay, "classes">) {
  const t = useTranslations("care.day");
  const harmOf = useTranslations("care.harm");
  const cache = useQueryClient();
  const { send, isBusy, fields } = useWrite({
    done: t("saved"),
    onDone: () => {
      void cache.invalidateQueries({ queryKey: careKey });
      // What was read before shows what is not wanted any more.
      for (const queryKey of [queueKey, countsKey]) cache.removeQueries({ queryKey });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = classes.flatMap(({ harm }) => {
      const value = String(form.get(`limits.${harm}`) ?? "").trim();
      return value === "" ? [] : [[harm, Number(value)] as const];
    });
    send({
      path: "/api/me/care/choices",
      body: {
        optedOut: form.getAll("optedOut"),
        limits: Object.fromEntries(typed),
        giveBack: form.get("giveBack") === "on",
      },
    });
  };
  return (
    <Form onSubmit={submit} className="grid max-w-2xl gap-5" noValidate>
      <fieldset className="grid gap-1">
        <legend className="max-w-[68ch] pb-2 text-ink-soft">{t("optOutHint")}</legend>
        {classes.map(({ harm, isOptedOut }) => (
          <Checkbox
            key={harm}
            id={`opt-${harm}`}
            name="optedOut"
            value={harm}
            defaultChecked={isOptedOut}
            label={t("optOut", { harm: harmOf(harm) })}
          />
        ))}
        <Checkbox id="giveBack" name="giveBack" defaultChecked label={t("giveBack")} className="mt-2" />
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        {classes.map(({ harm, deskLimit, ownLimit }) => (
          <Field
            key={harm}
            name={`limits.${harm}`}
            label={t("limit", { harm: harmOf(harm) })}
            hint={t("limitHint", { limit: deskLimit })}
            error={fields[`limits.${harm}`]}
          >
            {(control) => (
              <Input
                {...control}
                type="number"
                inputMode="numeric"
                min={0}
                max={deskLimit}
                defaultValue={ownLimit ?? ""}
                className="w-24"
              />
            )}
          </Field>
        ))}
      </div>
      <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
        {t("save")}
      </Button>
    </Form>
  );
}

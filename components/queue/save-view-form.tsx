"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

type Props = { mayShare: boolean; isBusy: boolean; onSave: (named: { name: string; isShared: boolean }) => void };

/** Gives what is on screen a name; the same name again replaces what it held. */
export function SaveViewForm({ mayShare, isBusy, onSave }: Props) {
  const t = useTranslations("queueViews");
  const id = useId();
  const [name, setName] = useState("");
  const [isShared, setIsShared] = useState(false);
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === "") return;
        onSave({ name: name.trim(), isShared });
        setName("");
      }}
    >
      <Field name="name" id={id} label={t("name")}>
        {(control) => (
          <Input {...control} value={name} maxLength={60} onChange={({ target }) => setName(target.value)} />
        )}
      </Field>
      {mayShare ? (
        <Checkbox label={t("share")} checked={isShared} onChange={({ target }) => setIsShared(target.checked)} />
      ) : null}
      <Button type="submit" isBusy={isBusy} className="justify-self-start">
        {t("save")}
      </Button>
    </form>
  );
}

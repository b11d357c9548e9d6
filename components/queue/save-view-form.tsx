"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";

type Props = {
  /** One's own views by name in small letters, as the server tells them apart, and whether each is shared: the same name again replaces what it held. */
  own: ReadonlyMap<string, boolean>;
  mayShare: boolean;
  isBusy: boolean;
  onSave: (named: { name: string; isShared: boolean }, onSaved: () => void) => void;
};

/** Gives what is on screen a name; the same name again replaces what it held. */
export function SaveViewForm({ own, mayShare, isBusy, onSave }: Props) {
  const t = useTranslations("queueViews");
  const id = useId();
  const [name, setName] = useState("");
  const [isUnnamed, setIsUnnamed] = useState(false);
  // Until somebody chooses: a view that is shared stays so when it is saved anew.
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isShared = chosen ?? own.get(name.trim().toLowerCase()) ?? false;
  return (
    <Form
      className="grid grid-cols-[minmax(0,1fr)] gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const isEmpty = name.trim() === "";
        setIsUnnamed(isEmpty);
        if (isEmpty) return document.getElementById(id)?.focus();
        // A name that was refused stays, to be put right.
        onSave({ name: name.trim(), isShared }, () => {
          setName("");
          setChosen(null);
        });
      }}
    >
      <Field name="name" id={id} label={t("name")} error={isUnnamed ? t("nameNeeded") : undefined}>
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={60}
            onChange={({ target }) => {
              setName(target.value);
              setIsUnnamed(false);
            }}
          />
        )}
      </Field>
      {mayShare ? (
        <Checkbox label={t("share")} checked={isShared} onChange={({ target }) => setChosen(target.checked)} />
      ) : null}
      <Button type="submit" isBusy={isBusy} className="justify-self-start">
        {t("save")}
      </Button>
    </Form>
  );
}

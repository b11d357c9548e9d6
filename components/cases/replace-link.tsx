"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ReplacedLink } from "@/lib/decisions/replace-link.contract";
import { ShownOnce } from "../people/shown-once";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { RadioGroup } from "../ui/radio-group";
import { Textarea } from "../ui/textarea";

/** Ends the addressee's link of a letter and makes a new one: sent to them, or shown once to be given in another way. */
export function ReplaceLink({ path }: { path: string }) {
  const t = useTranslations("made.letter.replaceLink");
  const [link, setLink] = useState<string | null>(null);
  return link ? (
    <ShownOnce title={t("title")} text={t("text")} secret={link} />
  ) : (
    <Disclosure summary={t("open")}>
      <ReplaceForm path={path} onLink={setLink} />
    </Disclosure>
  );
}

function ReplaceForm({ path, onLink }: { path: string; onLink: (link: string | null) => void }) {
  const t = useTranslations("made.letter.replaceLink");
  const [why, setWhy] = useState("lost");
  const [note, setNote] = useState("");
  const [isSent, setSent] = useState(true);
  const { send, isBusy, fields } = useWrite<ReplacedLink>({ done: t("done"), onDone: (made) => onLink(made.link) });
  return (
    <Form
      className="grid max-w-xl gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        send({ path, body: { why, note, send: isSent } });
      }}
    >
      <p className="text-ink-soft">{t("lead")}</p>
      <RadioGroup
        name="why"
        legend={t("why")}
        options={["lost", "wrong_person"].map((value) => ({ value, label: t(`reasons.${value}`) }))}
        value={why}
        onChoose={setWhy}
      />
      <Field name="note" label={t("note")} hint={t("noteHint")} error={fields.note} isRequired>
        {(control) => <Textarea {...control} rows={2} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
      <Checkbox
        id="send"
        label={t("send")}
        hint={t("sendHint")}
        checked={isSent}
        onChange={({ target }) => setSent(target.checked)}
      />
      <Button type="submit" isBusy={isBusy} className="justify-self-start">
        {t("submit")}
      </Button>
    </Form>
  );
}

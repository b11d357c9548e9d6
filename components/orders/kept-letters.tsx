"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { OrderView } from "@/lib/intake/order.contract";
import { HandLink } from "../cases/hand-link";
import { LetterStateWords } from "../cases/letter-state";
import { QuietLink } from "../policy/quiet-link";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { TextLink } from "../ui/text-link";
import { Moment } from "./order-words";

type Kept = OrderView["kept"][number];

/**
 * What each person concerned was told, to read, to print and, where no mail brought it to them, to hand over; and who sees
 * to it that they learn of it all the same, until somebody says that they did, or why nobody can reach them.
 */
export function KeptLetters({ kept }: { kept: OrderView["kept"] }) {
  const t = useTranslations("orders");
  return (
    <Panel title={t("kept")}>
      <ul className="grid divide-y divide-line">
        {kept.map((letter) => (
          <li key={letter.id} id={`letter-${letter.id}`} className="grid gap-2 py-3">
            <span>
              {letter.subject}
              <TextLink via={QuietLink} href={`/accounts/${letter.accountId}`} className="block">
                {letter.to ? <bdi>@{letter.to}</bdi> : t("keptTo")}
              </TextLink>
            </span>
            <span className="text-ink-soft">
              <LetterStateWords letter={{ state: letter.state, stateAt: letter.at, why: null }} />
            </span>
            <a className="link justify-self-start" href={`/api/order-letters/${letter.id}/pdf`} download>
              {t("keptPrint")}
            </a>
            {letter.closed ? <Closed closed={letter.closed} /> : null}
            {letter.mayHandLink && letter.closed?.how !== "told" ? (
              <HandLink path={`/api/order-letters/${letter.id}/link`} text={t("keptLink")} />
            ) : null}
            {letter.maySettle ? <Owed letter={letter} /> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Closed({ closed: { how, why, by, at } }: { closed: NonNullable<Kept["closed"]> }) {
  const t = useTranslations("orders.close");
  return (
    <p>
      {t(`done.${how}`, { by })} <Moment at={at} />
      <span dir="auto" className="block text-ink-soft [overflow-wrap:anywhere]">
        {why}
      </span>
    </p>
  );
}

/** A duty that runs: whose it is, and how it ends. */
function Owed({ letter: { id, takenBy } }: { letter: Kept }) {
  const t = useTranslations("orders.close");
  const { send, isBusy } = useWrite({ done: t("taken") });
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <span className="text-ink-soft">{takenBy ? t("takenBy", { name: takenBy.name }) : t("takenByNobody")}</span>
        <Button
          size="small"
          look="quiet"
          isBusy={isBusy}
          onClick={() => send({ path: `/api/order-letters/${id}/take` })}
        >
          {t("take")}
        </Button>
      </p>
      <Disclosure summary={t("open")}>
        <CloseForm letterId={id} />
      </Disclosure>
    </>
  );
}

const ways = ["told", "unreachable"] as const;

function CloseForm({ letterId }: { letterId: string }) {
  const t = useTranslations("orders.close");
  const { send, isBusy, fields } = useWrite({ done: t("closed") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({
      path: `/api/order-letters/${letterId}/close`,
      body: Object.fromEntries(new FormData(event.currentTarget)),
    });
  };
  return (
    <Form onSubmit={submit} className="grid max-w-xl gap-4" noValidate>
      <Field name="how" id={`how-${letterId}`} label={t("how")} error={fields.how}>
        {(control) => <Select {...control} options={ways.map((value) => ({ value, label: t(`ways.${value}`) }))} />}
      </Field>
      <Field name="why" id={`why-${letterId}`} label={t("why")} hint={t("whyHint")} error={fields.why} isRequired>
        {(control) => <Input {...control} dir="auto" maxLength={500} />}
      </Field>
      <Button type="submit" size="small" isBusy={isBusy} className="justify-self-start">
        {t("submit")}
      </Button>
    </Form>
  );
}

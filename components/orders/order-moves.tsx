"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { OrderView } from "@/lib/intake/order.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { ConfirmStep } from "../ui/confirm";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Textarea } from "../ui/textarea";
import { OrderAnswer } from "./order-answer";
import { OrderElements } from "./order-elements";
import { Moment } from "./order-words";

/** What is still to be done with an order: add what it lacked, set when the person may be told, say how it ended. */
export function OrderMoves({ order }: { order: OrderView }) {
  return (
    <>
      {order.missing.length > 0 && !order.effectAt ? <Complete orderId={order.id} /> : null}
      {order.userToldAt ? null : <Hold order={order} />}
      {order.kind === "information" && !order.effectAt ? <OrderAnswer orderId={order.id} /> : null}
    </>
  );
}

function Complete({ orderId }: { orderId: string }) {
  const t = useTranslations("orders");
  const { send, isBusy, fields } = useWrite({ done: t("completed") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({ path: `/api/orders/${orderId}/complete`, body: Object.fromEntries(new FormData(event.currentTarget)) });
  };
  return (
    <Panel title={t("complete")}>
      <Form onSubmit={submit} className="grid gap-5" noValidate>
        <p className="text-ink-soft">{t("completeText")}</p>
        <OrderElements fields={fields} />
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          {t("completeSubmit")}
        </Button>
      </Form>
    </Panel>
  );
}

function Hold({ order }: { order: OrderView }) {
  const t = useTranslations("orders");
  const { send, isBusy, fields } = useWrite({ done: t("holdDone") });
  const [why, setWhy] = useState("");
  const [isEnding, setIsEnding] = useState(false);
  const set = (holdUntil: string | null) => send({ path: `/api/orders/${order.id}/hold`, body: { holdUntil, why } });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get("holdUntil") ?? "");
    if (typed === "" && order.isHeld) setIsEnding(true);
    else set(typed === "" ? null : new Date(typed).toISOString());
  };
  return (
    <Panel title={t("hold")}>
      <Form onSubmit={submit} className="grid gap-4" noValidate>
        {order.isHeld && order.holdUntil ? (
          <p className="reading text-ink-soft">
            {t("holdUntil")}: <Moment at={order.holdUntil} />. {t("holdText")}
          </p>
        ) : null}
        <Field name="holdUntil" label={t("holdUntil")} hint={t("holdHint")} error={fields.holdUntil}>
          {(control) => <Input {...control} type="datetime-local" className="max-w-60" />}
        </Field>
        {order.isHeld ? (
          <Field name="why" label={t("holdWhy")} hint={t("holdWhyHint")} error={fields.why}>
            {(control) => (
              <Textarea {...control} rows={2} value={why} onChange={(event) => setWhy(event.target.value)} />
            )}
          </Field>
        ) : null}
        {isEnding ? (
          <ConfirmStep
            label={t("holdEndNow")}
            isBusy={isBusy}
            isSafeFirst
            onConfirm={() => {
              setIsEnding(false);
              set(null);
            }}
            onCancel={() => setIsEnding(false)}
          >
            {t("holdEndWhat")}
          </ConfirmStep>
        ) : (
          <div className="flex flex-wrap gap-2">
            <Button type="submit" isBusy={isBusy}>
              {t("holdSubmit")}
            </Button>
            {order.isHeld ? (
              <Button isBusy={isBusy} onClick={() => setIsEnding(true)}>
                {t("holdEnd")}
              </Button>
            ) : null}
          </div>
        )}
      </Form>
    </Panel>
  );
}

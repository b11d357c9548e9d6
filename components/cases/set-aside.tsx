"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { addresseesIn, type ReferralAddressee, referralAddressees } from "@/lib/decisions/referral.rules";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { RadioGroup } from "../ui/radio-group";
import { BackIn } from "./back-in";
import { Frame, ReasonedFrame, type SetAsideProps, Words } from "./set-aside-frame";
import { ToColleague } from "./to-colleague";

const escalateTo = ["supervisor", "legal", "policy"] as const;

type Props = SetAsideProps;

/** To a colleague, to wait for something, or to an authority: in place, never over the case. */
export function SetAsideForm(props: Props) {
  if (props.kind === "escalate") return <Escalate {...props} />;
  if (props.kind === "ask" || props.kind === "hand") return <ToColleague {...props} />;
  return props.kind === "wait" ? <Wait {...props} /> : <Refer {...props} />;
}

function Escalate(props: Props) {
  const t = useTranslations("case.setAside");
  const [to, setTo] = useState<(typeof escalateTo)[number]>("supervisor");
  return (
    <ReasonedFrame
      {...props}
      title={t("escalateTitle")}
      action={t("escalate")}
      isReady
      words={{ name: "escalateWhy", label: t("why"), max: 1000, error: props.failure?.fields.why }}
      onSubmit={(why) => props.onSend({ kind: "escalate", to, why })}
    >
      <RadioGroup
        name="escalateTo"
        legend={t("to")}
        isInline
        options={escalateTo.map((each) => ({ value: each, label: t(`escalateTo.${each}`) }))}
        value={to}
        onChoose={(value) => setTo(escalateTo.find((each) => each === value) ?? "supervisor")}
      />
    </ReasonedFrame>
  );
}

function Wait(props: Props) {
  const t = useTranslations("case.setAside");
  const [waitingFor, setWaitingFor] = useState("");
  const [until, setUntil] = useState("");
  const send = () =>
    props.onSend({ kind: "wait", waitingFor, ...(until === "" ? {} : { until: new Date(until).toISOString() }) });
  return (
    <Frame {...props} title={t("waitTitle")} action={t("wait")} isReady={waitingFor.trim().length > 0} onSubmit={send}>
      <Words
        name="waitingFor"
        label={t("waitingFor")}
        value={waitingFor}
        max={300}
        onChange={setWaitingFor}
        error={props.failure?.fields.waitingFor}
      />
      <BackIn onPick={setUntil} />
      <Field name="waitUntil" label={t("until")} hint={t("untilHint")} error={props.failure?.fields.until}>
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            className="max-w-60"
            value={until}
            onChange={({ target }) => setUntil(target.value)}
          />
        )}
      </Field>
    </Frame>
  );
}

function Refer(props: Props) {
  const t = useTranslations("case.setAside");
  const [to, setTo] = useState<ReferralAddressee>("police");
  const [country, setCountry] = useState("");
  const choices = addresseesIn(country);
  const chosen = choices.includes(to) ? to : (choices[0] ?? "europol");
  return (
    <ReasonedFrame
      {...props}
      title={t("referTitle")}
      action={t("refer")}
      isReady
      words={{ name: "referWhy", label: t("referWhy"), max: 2000, error: props.failure?.fields.why }}
      least={10}
      onSubmit={(why) => props.onSend({ kind: "refer", to: chosen, country: country.toUpperCase(), why })}
    >
      <Field name="referCountry" label={t("country")} hint={t("countryHint")} error={props.failure?.fields.country}>
        {(control) => (
          <Input
            {...control}
            maxLength={2}
            className="max-w-20 uppercase"
            autoComplete="off"
            value={country}
            onChange={({ target }) => setCountry(target.value)}
          />
        )}
      </Field>
      <RadioGroup
        name="referTo"
        legend={t("to")}
        options={choices.map((each) => ({ value: each, label: t(`referTo.${each}`) }))}
        value={chosen}
        onChoose={(value) => setTo(referralAddressees.find((each) => each === value) ?? "europol")}
      />
    </ReasonedFrame>
  );
}

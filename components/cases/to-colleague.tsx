"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Colleague } from "@/lib/queue/handing.contract";
import { getJson, orThrow } from "../shell/fetch-json";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { ReasonedFrame, type SetAsideProps } from "./set-aside-frame";

/** A question to a colleague, or the whole case into their hands: only to whom the server says it may go. */
export function ToColleague(props: SetAsideProps) {
  const isAsking = props.kind === "ask";
  const t = useTranslations(isAsking ? "handing.ask" : "handing.hand");
  const { data: colleagues } = useQuery({
    queryKey: ["colleagues", props.caseId],
    queryFn: ({ signal }) => orThrow(getJson<Colleague[]>(`/api/cases/${props.caseId}/colleagues`, signal)),
  });
  const may = colleagues?.filter((one) => (isAsking ? one.mayBeAsked : one.mayTake)) ?? [];
  const first = may.find(({ name }) => name === props.handedBy)?.id ?? "";
  const [chosen, setChosen] = useState("");
  const to = chosen || first;
  return (
    <ReasonedFrame
      {...props}
      title={t("title")}
      action={t("action")}
      isReady={to !== ""}
      words={{
        name: "colleagueWords",
        label: t("words"),
        max: 1000,
        isFocused: false,
        error: props.failure?.fields.text ?? props.failure?.fields.why,
      }}
      onSubmit={(words) => props.onSend(isAsking ? { kind: "ask", to, text: words } : { kind: "hand", to, why: words })}
    >
      <Field
        name="colleague"
        label={t("to")}
        hint={colleagues && may.length === 0 ? t("nobody") : t("hint")}
        error={props.failure?.fields.to}
      >
        {(control) => (
          <Select
            {...control}
            autoFocus
            className="max-w-72"
            placeholder={t("choose")}
            options={may.map(({ id, name }) => ({ value: id, label: name }))}
            value={to}
            onChange={({ target }) => setChosen(target.value)}
          />
        )}
      </Field>
    </ReasonedFrame>
  );
}

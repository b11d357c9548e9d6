"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { effectsOfTier, type PlatformTier, platformTiers, type Standing } from "@/lib/policy/tier.rules";
import type { TierView } from "@/lib/policy/tier-change.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

/** Another tier from a day on, with what it changes told before it is saved. */
export function TierForm({ view: { platform, now, changes } }: { view: TierView }) {
  const t = useTranslations("policyDesk.tierChange");
  const add = useTranslations("policyDesk.platform");
  const router = useRouter();
  const [chosen, setChosen] = useState<Standing>(now);
  const { send, isBusy, fields } = useWrite({ done: t("saved"), onDone: () => router.refresh() });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { effectiveFrom, why } = Object.fromEntries(new FormData(event.currentTarget));
    send({
      path: `/api/policy/platforms/${encodeURIComponent(platform.id)}/tier`,
      body: { ...chosen, effectiveFrom, why },
    });
  };
  const waits = changes.some(({ state }) => state === "waiting");
  return (
    <Form onSubmit={submit} className="grid max-w-140 gap-4" noValidate>
      <Field name="tier" label={add("tier")} error={fields.tier}>
        {(control) => (
          <Select
            {...control}
            value={chosen.tier}
            onChange={(event) => setChosen({ ...chosen, tier: event.target.value as PlatformTier })}
            options={platformTiers.map((value) => ({ value, label: add(`tiers.${value}`) }))}
          />
        )}
      </Field>
      <Checkbox
        name="isMarketplace"
        label={add("marketplace")}
        checked={chosen.isMarketplace}
        onChange={(event) => setChosen({ ...chosen, isMarketplace: event.target.checked })}
      />
      <Notice title={t("effectsTitle")} role="status">
        <ul className="grid list-disc gap-1 pl-5">
          {effectsOfTier(now, chosen).map((effect) => (
            <li key={effect}>{t(`effects.${effect}`)}</li>
          ))}
        </ul>
      </Notice>
      <Field
        name="effectiveFrom"
        label={t("from")}
        hint={t("fromHint", { zone: platform.zone })}
        error={fields.effectiveFrom}
        isRequired
      >
        {(control) => (
          <Input {...control} type="date" min={platform.today} defaultValue={platform.today} className="max-w-48" />
        )}
      </Field>
      <Field name="why" label={t("why")} hint={t("whyHint")} error={fields.why} isRequired>
        {(control) => <Textarea {...control} rows={3} maxLength={2000} dir="auto" />}
      </Field>
      {waits ? <p className="text-13 text-caution-ink">{t("replaces")}</p> : null}
      <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
        {t("save")}
      </Button>
    </Form>
  );
}

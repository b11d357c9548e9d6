"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Offence } from "@/db/schema";
import { offences } from "@/lib/crime/referral.rules";
import type { CaseView } from "@/lib/decisions/contract";
import { Banner } from "../cases/banner";
import { ReasonedFrame } from "../cases/set-aside-frame";
import { caseKey } from "../decisions/one-case";
import { QuietLink } from "../policy/quiet-link";
import { orThrow, postJson, type RequestFailed } from "../shell/fetch-json";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { RadioGroup } from "../ui/radio-group";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";

/** That somebody suspects a crime against a life here, and what that means for the case. */
export function ReferralBanner({ crime }: { crime: CaseView["crime"] }) {
  const t = useTranslations("crime");
  if (!crime) return null;
  return (
    <Banner
      tone={crime.state === "open" ? "danger" : "information"}
      title={t(`banner.${crime.state}`, { offence: t(`offences.${crime.offence}`) })}
      actions={
        <TextLink href={`/referrals/${crime.id}`} via={QuietLink}>
          {t("banner.link")}
        </TextLink>
      }
    >
      <p>
        {crime.openedBy}, <Time value={crime.suspicionAt} show="exact" />
      </p>
      {crime.state === "open" ? <p>{t(crime.isMine ? "banner.mine" : "banner.others")}</p> : null}
    </Banner>
  );
}

/** Opens a referral on suspicion of a crime that threatens life or safety. The case stays in hand: its decision is another matter. */
export function ThreatToLife({ view }: { view: CaseView }) {
  const t = useTranslations("crime");
  const [isOpen, setIsOpen] = useState(false);
  if (view.crime?.state === "open") return null;
  return (
    <div className="mt-3 grid gap-3">
      <Button
        size="small"
        className="justify-self-start"
        aria-expanded={isOpen}
        onClick={() => setIsOpen((before) => !before)}
      >
        {t("open")}
      </Button>
      {isOpen ? <OpenForm view={view} onDone={() => setIsOpen(false)} /> : null}
    </div>
  );
}

function OpenForm({ view, onDone }: { view: CaseView; onDone: () => void }) {
  const t = useTranslations("crime");
  const cache = useQueryClient();
  const [offence, setOffence] = useState<Offence>("threat_to_life");
  const [country, setCountry] = useState("");
  const opening = useMutation<unknown, RequestFailed, string>({
    mutationFn: (why) =>
      orThrow(postJson(`/api/cases/${view.case.id}/crime`, { offence, country: country.trim().toUpperCase(), why })),
    onSuccess: onDone,
    onSettled: () => cache.invalidateQueries({ queryKey: caseKey(view.case.id) }),
  });
  const failure = opening.error?.failure ?? null;
  return (
    <ReasonedFrame
      title={t("openTitle")}
      action={t("openSubmit")}
      isReady
      isBusy={opening.isPending}
      failure={failure}
      caseId={view.case.id}
      kind="refer"
      onSend={() => undefined}
      onCancel={onDone}
      least={10}
      words={{ name: "crimeWhy", label: t("why"), max: 2000, error: failure?.fields.why }}
      onSubmit={(why) => opening.mutate(why)}
    >
      <p className="text-ink-soft">{t("openText")}</p>
      <RadioGroup
        name="crimeOffence"
        legend={t("offence")}
        options={offences.map((each) => ({ value: each, label: t(`offences.${each}`) }))}
        value={offence}
        onChoose={(value) => setOffence(offences.find((each) => each === value) ?? "threat_to_life")}
      />
      <Field name="crimeCountry" label={t("country")} hint={t("countryHint")} error={failure?.fields.country}>
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
    </ReasonedFrame>
  );
}

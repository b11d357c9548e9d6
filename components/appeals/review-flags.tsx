"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ReviewFlagRow } from "@/lib/appeals/flag.contract";
import { QuietLink } from "../policy/quiet-link";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Field } from "../ui/field";
import { useWords } from "../ui/localised";
import { Reference } from "../ui/reference";
import { TextLink } from "../ui/text-link";
import { Textarea } from "../ui/textarea";
import { Time } from "../ui/time";

/** Later decisions that counted a strike which fell: each is kept with a reason, or decided anew. */
export function ReviewFlags({ flags, maySettle }: { flags: readonly ReviewFlagRow[]; maySettle: boolean }) {
  const t = useTranslations("appeal.flags");
  if (flags.length === 0) return <EmptyState title={t("none")}>{t("noneText")}</EmptyState>;
  return (
    <div className="grid gap-4">
      <p className="text-ink-soft">{t("summary")}</p>
      <ul className="grid divide-y divide-line border-y border-line">
        {flags.map((flag) => (
          <Flag key={flag.id} flag={flag} maySettle={maySettle} />
        ))}
      </ul>
    </div>
  );
}

function Flag({ flag, maySettle }: { flag: ReviewFlagRow; maySettle: boolean }) {
  const t = useTranslations("appeal.flags");
  const words = useWords();
  const link = (id: string, reference: string) => (
    <TextLink via={QuietLink} href={`/cases/${id}`}>
      <Reference className="select-auto">{reference}</Reference>
    </TextLink>
  );
  return (
    <li className="grid gap-x-8 gap-y-3 py-4 lg:grid-cols-2">
      <div className="grid content-start gap-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{link(flag.case.id, flag.case.reference)}</span>
          <span className="text-ink-soft">
            {[words(flag.platform.name), flag.clauseRef].filter(Boolean).join(" · ")}
          </span>
          <Time value={flag.createdAt} className="text-12 text-ink-soft" />
        </p>
        {flag.count ? <p>{t("counted", { count: flag.count })}</p> : null}
        <p>
          {t.rich("because", { case: () => link(flag.because.caseId, flag.because.reference) })}{" "}
          {flag.because.appealId ? (
            <TextLink via={QuietLink} href={`/appeals/${flag.because.appealId}`}>
              {t("appeal")}
            </TextLink>
          ) : null}
        </p>
        {flag.sanctions.length > 0 ? (
          <p className="text-ink-soft">{t("measures", { measures: flag.sanctions.map(words).join(" · ") })}</p>
        ) : null}
        <Proposed proposal={flag.proposal} />
      </div>
      {maySettle && flag.isOwn ? <p className="text-ink-soft">{t("own")}</p> : null}
      {maySettle && !flag.isOwn ? <Settle flagId={flag.id} /> : null}
    </li>
  );
}

/** What the rules give today, computed anew without the strike that fell. */
function Proposed({ proposal }: { proposal: ReviewFlagRow["proposal"] }) {
  const t = useTranslations("redress.proposal");
  const words = useWords();
  if (!proposal) return <p className="text-ink-soft">{t("none")}</p>;
  const { count, sanctions } = proposal;
  return (
    <p>
      {count === null ? t("title") : t("counted", { count })}{" "}
      {sanctions === null ? t("open") : sanctions.length === 0 ? t("nothing") : sanctions.map(words).join(" · ")}
    </p>
  );
}

function Settle({ flagId }: { flagId: string }) {
  const t = useTranslations("appeal.flags");
  const [why, setWhy] = useState("");
  const { send, isBusy, fields } = useWrite();
  const settle = (resolution: "keep" | "decide_again") =>
    send({ path: `/api/review-flags/${flagId}/resolve`, body: { resolution, why } });
  return (
    <div className="grid gap-2">
      <Field name="why" id={`why-${flagId}`} label={t("why")} hint={t("whyHint")} error={fields.why}>
        {(control) => <Textarea {...control} rows={2} value={why} onChange={(event) => setWhy(event.target.value)} />}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button isBusy={isBusy} onClick={() => settle("keep")}>
          {t("keep")}
        </Button>
        <Button isBusy={isBusy} onClick={() => settle("decide_again")}>
          {t("decideAgain")}
        </Button>
      </div>
    </div>
  );
}

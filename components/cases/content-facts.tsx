"use client";

import { useTranslations } from "next-intl";
import type { CaseView } from "@/lib/decisions/contract";
import { isAddress } from "@/lib/intake/location.rules";
import type { Draft } from "../decisions/draft.rules";
import type { ChangeDraft } from "../decisions/use-draft";
import { useNames } from "../queue/nameable";
import { DefinitionList } from "../ui/definition-list";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Reference } from "../ui/reference";
import { Select } from "../ui/select";
import { Time } from "../ui/time";

type Props = { view: CaseView; draft: Draft; change: ChangeDraft; mayDecide: boolean };

/** When and where it was made, and what is asked because nobody knows. The day is the platform's: it picks the version. */
export function ContentFacts({ view, draft, change, mayDecide }: Props) {
  const t = useTranslations("case.content");
  const name = useNames();
  const { content, platform } = view;
  return (
    <div className="grid gap-3">
      <DefinitionList
        className="text-13"
        items={[
          {
            key: "made",
            term: t("made"),
            value: content.contentAtKnown ? (
              <Time value={content.contentAt} show="exact" zone={platform.zone} />
            ) : (
              t("madeUnknown")
            ),
          },
          {
            key: "reportedAs",
            term: t("snapshot"),
            value: <Time value={content.takenAt} show="exact" zone={platform.zone} />,
          },
          {
            key: "hash",
            term: t("hash"),
            value: (
              <span title={content.sha256}>
                <Reference>{`${content.sha256.slice(0, 12)}…`}</Reference>
              </span>
            ),
          },
          {
            key: "where",
            term: t("location"),
            value: isAddress(content.location) ? (
              <a
                href={content.location}
                target="_blank"
                rel="noopener noreferrer nofollow"
                className="link [overflow-wrap:anywhere]"
              >
                {content.location}
                <span className="sr-only"> {t("opensOutside")}</span>
              </a>
            ) : (
              <Reference className="whitespace-normal">{content.location}</Reference>
            ),
          },
        ]}
      />
      {mayDecide && !content.contentAtKnown ? (
        <Field name="contentDate" label={t("askDate")} hint={t("askDateHint")}>
          {(control) => (
            <Input
              {...control}
              type="date"
              className="max-w-48"
              value={draft.contentDate}
              onChange={({ target }) => change((before) => ({ ...before, contentDate: target.value }))}
            />
          )}
        </Field>
      ) : null}
      {mayDecide && content.role === null && content.roleChoices.length > 0 ? (
        <Field name="role" label={t("askRole")} hint={t("askRoleHint")}>
          {(control) => (
            <Select
              {...control}
              className="max-w-64"
              placeholder={t("chooseRole")}
              options={content.roleChoices.map((role) => ({ value: role, label: name("role", role) }))}
              value={draft.role}
              onChange={({ target }) => change((before) => ({ ...before, role: target.value }))}
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}

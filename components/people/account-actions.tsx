"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { PasswordReset } from "@/lib/people/contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { ShownOnce } from "./shown-once";

type Props = { person: { id: string; name: string; sessionVersion: number; isDisabled: boolean; isDemo: boolean } };

/** What an admin does to an account as a whole. Each says first what will happen. */
export function AccountActions({ person }: Props) {
  const t = useTranslations("people.account");
  const { name } = person;
  const body = { sessionVersion: person.sessionVersion };
  const [password, setPassword] = useState<string | null>(null);
  const disable = useWrite({ done: t("disabled", { name }) });
  const enable = useWrite({ done: t("enabled", { name }) });
  const reset = useWrite<PasswordReset>({ onDone: (value) => setPassword(value.password) });
  if (person.isDisabled) {
    return (
      <div className="grid gap-3">
        <p className="text-ink-soft">{t("enableText", { name })}</p>
        <Button
          className="justify-self-start"
          isBusy={enable.isBusy}
          onClick={() => enable.send({ path: `/api/people/${person.id}/enable`, body })}
        >
          {t("enable", { name })}
        </Button>
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      {password ? <ShownOnce title={t("passwordTitle", { name })} text={t("passwordText")} secret={password} /> : null}
      {person.isDemo ? null : (
        <Disclosure summary={t("reset")}>
          <div className="grid gap-3">
            <p className="text-ink-soft">{t("resetText", { name })}</p>
            <Button
              className="justify-self-start"
              isBusy={reset.isBusy}
              onClick={() => reset.send({ path: `/api/people/${person.id}/password`, body })}
            >
              {t("resetSubmit")}
            </Button>
          </div>
        </Disclosure>
      )}
      <Disclosure summary={t("disable", { name })}>
        <div className="grid gap-3">
          <p className="text-ink-soft">{t("disableText", { name })}</p>
          <Button
            look="danger"
            className="justify-self-start"
            isBusy={disable.isBusy}
            onClick={() => disable.send({ path: `/api/people/${person.id}/disable`, body })}
          >
            {t("disableSubmit")}
          </Button>
        </div>
      </Disclosure>
    </div>
  );
}

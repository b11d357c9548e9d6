"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AppealView } from "@/lib/appeals/contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Select } from "../ui/select";

/** Taking an appeal on, or handing it to a named colleague who may answer it today. */
export function TakeAppeal({ view }: { view: AppealView }) {
  const t = useTranslations("appeal.take");
  const take = useWrite({ done: t("taken") });
  const { takeOverAs } = view;
  if (!view.mayTake && !view.mayAssign && takeOverAs === null) return null;
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
      {view.mayTake ? (
        <Button
          look="primary"
          isBusy={take.isBusy}
          onClick={() => take.send({ path: `/api/appeals/${view.id}/take`, body: { version: view.version } })}
        >
          {t("action")}
        </Button>
      ) : null}
      {takeOverAs === null ? null : (
        <Button
          isBusy={take.isBusy}
          onClick={() =>
            take.send({
              path: `/api/appeals/${view.id}/assign`,
              body: { version: view.version, personId: takeOverAs },
            })
          }
        >
          {t("over")}
        </Button>
      )}
      {view.mayAssign ? <HandOver view={view} /> : null}
    </div>
  );
}

function HandOver({ view }: { view: AppealView }) {
  const t = useTranslations("appeal.take");
  const skill = useTranslations("redress.skill");
  const [personId, setPersonId] = useState("");
  const { send, isBusy } = useWrite({ done: t("handed"), onDone: () => setPersonId("") });
  const others = view.eligible.filter(({ id }) => id !== view.assignedTo?.id);
  if (others.length === 0) return <p className="text-13 text-ink-soft">{t("nobodyElse")}</p>;
  const optionsOf = (fits: boolean) =>
    others.filter((person) => person.fits === fits).map(({ id, name }) => ({ value: id, label: name }));
  const bySkill = [
    { label: skill("fits"), options: optionsOf(true) },
    { label: skill("others"), options: optionsOf(false) },
  ];
  return (
    <div className="flex flex-wrap items-center gap-2">
      <label htmlFor="handTo" className="text-13 text-ink-soft">
        {t("handTo")}
      </label>
      <Select
        id="handTo"
        className="w-56"
        placeholder={t("choose")}
        value={personId}
        onChange={(event) => setPersonId(event.target.value)}
        options={bySkill.filter(({ options }) => options.length > 0)}
      />
      <Button
        disabled={personId === ""}
        isBusy={isBusy}
        onClick={() => send({ path: `/api/appeals/${view.id}/assign`, body: { version: view.version, personId } })}
      >
        {t("hand")}
      </Button>
    </div>
  );
}

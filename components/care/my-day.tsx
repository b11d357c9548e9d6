"use client";

import { useTranslations } from "next-intl";
import type { MyDay } from "@/lib/wellbeing/contract";
import { Button } from "../ui/button";
import { LiveTime } from "../ui/live-time";
import { Panel } from "../ui/panel";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { CareChoices } from "./care-choices";
import { useCare, useWork } from "./use-care";

/** A person's own day: shift, what was before them, what they want to be given. */
export function MyDayView({ first }: { first: MyDay }) {
  const t = useTranslations("care.day");
  const day = useCare(first) ?? first;
  const work = useWork();
  const startedAt = day.shift?.startedAt;
  return (
    <>
      <Panel title={t("shift")}>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p>
            {startedAt ? (
              <>
                {t.rich("since", { time: () => <LiveTime value={startedAt} /> })}{" "}
                <span className="text-ink-soft">{t("endHint")}</span>
              </>
            ) : (
              t("notAtWork")
            )}
          </p>
          <Button isBusy={work.isPending} onClick={() => work.mutate(day.shift ? "end_shift" : "begin_shift")}>
            {t(day.shift ? "end" : "begin")}
          </Button>
        </div>
      </Panel>
      <Panel title={t("table")} isFlush>
        <ClassTable classes={day.classes} />
      </Panel>
      <Panel title={t("choices")}>
        <CareChoices classes={first.classes} />
      </Panel>
    </>
  );
}

function ClassTable({ classes }: Pick<MyDay, "classes">) {
  const t = useTranslations("care.day");
  const harmOf = useTranslations("care.harm");
  return (
    <Table caption={t("table")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("harm")}</HeaderCell>
          <HeaderCell isNumber>{t("opened")}</HeaderCell>
          <HeaderCell isNumber>{t("looked")}</HeaderCell>
          <HeaderCell isNumber>{t("budget")}</HeaderCell>
          <HeaderCell>{t("given")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {classes.map(({ harm, opened, looked, spent, limit, isGiven, isOptedOut }) => (
          <TableRow key={harm}>
            <HeaderCell scope="row">{harmOf(harm)}</HeaderCell>
            <Cell isNumber>{opened}</Cell>
            <Cell isNumber>{looked}</Cell>
            <Cell isNumber className="whitespace-nowrap">
              {t("ofBudget", { spent, limit })}
            </Cell>
            <Cell>{t(isGiven ? "yes" : isOptedOut ? "noOpted" : "noBudget")}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

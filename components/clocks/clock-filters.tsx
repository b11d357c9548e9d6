import Link from "next/link";
import { useTranslations } from "next-intl";
import { clockBases, clockKinds } from "@/lib/clocks/clock.rules";
import { Button } from "../ui/button";
import { Select } from "../ui/select";
import { TabLinks } from "../ui/tab-links";
import { type ClockChoice, clocksPath } from "./clocks-path.rules";

/** Which duties: all or overdue as tabs that are addresses, the rest as a form that works without script. */
export function ClockFilters({ chosen, mayHold }: { chosen: ClockChoice; mayHold: boolean }) {
  const t = useTranslations("clocks");
  const any = { value: "", label: t("filters.all") };
  const holders = mayHold ? (["anybody", "me", "nobody"] as const) : (["anybody", "nobody"] as const);
  const choices = [
    { name: "basis", value: chosen.basis ?? "", options: [any, ...clockBases.map(option("bases"))] },
    { name: "kind", value: chosen.kind ?? "", options: [any, ...clockKinds.map(option("kinds"))] },
    { name: "holder", value: chosen.holder, options: holders.map(option("filters")) },
  ] as const;
  function option(group: "bases" | "kinds" | "filters") {
    return (value: string) => ({ value, label: t(`${group}.${value}`) });
  }
  return (
    <div className="grid gap-3">
      <TabLinks
        label={t("views.label")}
        links={(["all", "overdue"] as const).map((view) => ({
          href: clocksPath({ ...chosen, view }),
          isCurrent: chosen.view === view,
          label: t(`views.${view}`),
        }))}
        via={Link}
      />
      <form action="/clocks" className="flex flex-wrap items-end gap-3">
        {chosen.view === "all" ? null : <input type="hidden" name="view" value={chosen.view} />}
        {choices.map(({ name, value, options }) => (
          <div key={name} className="grid gap-1">
            <label htmlFor={`clock-${name}`} className="text-13 text-ink-soft">
              {t(`filters.${name}`)}
            </label>
            <Select
              key={value}
              id={`clock-${name}`}
              name={name}
              className="w-56"
              defaultValue={value}
              options={[...options]}
            />
          </div>
        ))}
        <Button type="submit">{t("filters.show")}</Button>
      </form>
    </div>
  );
}

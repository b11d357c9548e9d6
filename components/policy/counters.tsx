import { useTranslations } from "next-intl";
import type { ShownCounter } from "@/lib/policy/library.contract";
import { useListed } from "./names";

/** What is counted, and the engine's own arithmetic on both sides of the threshold. */
export function Counters({ counters }: { counters: readonly ShownCounter[] }) {
  const t = useTranslations("library.sanctions");
  const say = useTranslations("policy");
  const listed = useListed();
  return counters.map((counter) => (
    <div key={counter.id} className="grid max-w-[72ch] gap-1 text-13">
      <p className="font-medium">{t("count")}</p>
      <p>
        {t("counted", {
          items: listed(counter.items.map(String)),
          present: counter.includesCurrent ? "yes" : "no",
          threshold: counter.threshold,
        })}{" "}
        {counter.windowDays === null ? t("countedForGood") : t("countedWithin", { days: counter.windowDays })}
      </p>
      <ul className="grid gap-0.5 text-ink-soft">
        {counter.arithmetic.map(({ code, values }) => (
          <li key={JSON.stringify(values)}>{say(code, values)}</li>
        ))}
      </ul>
    </div>
  ));
}

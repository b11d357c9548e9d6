import { useTranslations } from "next-intl";
import type { ShownCounter } from "@/lib/policy/library.contract";
import { English } from "./words";

/** What is counted, and the engine's own arithmetic on both sides of the threshold. */
export function Counters({ counters }: { counters: readonly ShownCounter[] }) {
  const t = useTranslations("library.sanctions");
  const say = useTranslations("policy");
  return counters.map((counter) => (
    <section key={counter.id} aria-label={t("count")} className="grid max-w-[72ch] gap-1 text-13">
      <p className="font-medium">{t("count")}</p>
      <p>
        <English>{counter.rule}</English>
      </p>
      <ul className="grid gap-0.5 text-ink-soft">
        {counter.arithmetic.map(({ code, values }) => (
          <li key={JSON.stringify(values)}>{say(code, values)}</li>
        ))}
      </ul>
    </section>
  ));
}

import { useTranslations } from "next-intl";
import type { ShownVersion } from "@/lib/policy/library.contract";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { useDay, usePolicyNames } from "./names";
import { English } from "./words";

const tones = { in_force: "good", scheduled: "information", retired: "neutral" } as const;

/** Where a version stands today, in a word. */
export function VersionState({ state, look }: Pick<ShownVersion, "state"> & { look?: "plain" }) {
  const name = usePolicyNames();
  return (
    <Status tone={tones[state]} {...(look ? { look } : {})}>
      {name("state", state)}
    </Status>
  );
}

/** A version by its reference and its label: "v1 (Before 2016-07-01)". */
export function VersionName({ version }: { version: Pick<ShownVersion, "ref" | "label"> }) {
  return (
    <>
      <Reference className="whitespace-normal">{version.ref}</Reference> (<English>{version.label}</English>)
    </>
  );
}

/** The days that a version governs, both included; what is not dated is said to be so. */
export function VersionDates({ version }: { version: Pick<ShownVersion, "effectiveFrom" | "effectiveTo"> }) {
  const t = useTranslations("library.dates");
  const day = useDay();
  const { effectiveFrom: from, effectiveTo: to } = version;
  if (from && to) return <>{t("between", { from: day(from), to: day(to) })}</>;
  if (from) return <>{t("from", { from: day(from) })}</>;
  return <>{to ? t("to", { to: day(to) }) : t("undated")}</>;
}

/** Said only where it was another day than the one it came into force: announcing puts nothing in force. */
export function Announced({ version }: { version: Pick<ShownVersion, "announced" | "effectiveFrom"> }) {
  const t = useTranslations("library.dates");
  const day = useDay();
  if (!version.announced || version.announced === version.effectiveFrom) return null;
  return <>{t("announced", { day: day(version.announced) })}</>;
}

import { useTranslations } from "next-intl";
import type { ShownVersion } from "@/lib/policy/library.contract";
import { Localised } from "../ui/localised";
import { Status } from "../ui/status";
import { useDay, usePolicyNames } from "./names";

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

/** A version as a sentence names it: by its label in words. Its reference, which addresses and the API use, is its title. */
export function VersionName({ version }: { version: Pick<ShownVersion, "ref" | "label"> }) {
  return (
    <span title={version.ref}>
      <Localised value={version.label} />
    </span>
  );
}

/** Said of a version that has the text of an earlier one, named as it was called then. */
export function BringsBack({ version }: { version: NonNullable<ShownVersion["bringsBack"]> }) {
  const t = useTranslations("library.version");
  return <>{t.rich("bringsBack", { ref: version.ref, version: () => <Localised value={version.label} /> })}</>;
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

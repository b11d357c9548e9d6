import type { NoticeBringing } from "@/db/schema";

/** What decides whether somebody who reported may ever be named. */
export type Nameable = {
  source: string;
  legalClaim: boolean;
  childAbuseClaim: boolean;
  relation: string | null;
  bringing: NoticeBringing | null;
  contactName: string | null;
  isWithdrawn: boolean;
  isChildSafety: boolean;
};

/** Somebody whose own rights are concerned, or an entity whose name stands on a public list. */
const nameableSources: readonly string[] = ["guest", "registered", "trusted_flagger", "rights_holder"];
/** Who speaks for a child or for the dead, and whoever is shown themselves. */
const neverNamed: readonly string[] = ["self", "parent", "guardian", "executor"];

type Report = Omit<Nameable, "contactName" | "isChildSafety">;

/**
 * Whether anybody may ask that a notifier is named, by what the desk sees of their report: never a minor or whoever speaks
 * for one, a guardian as a source among them, never where the abuse of a child is at issue, never without a claim of
 * illegality. Whether there is a name is not known here.
 */
export function mayBeAskedAbout({
  source,
  relation,
  bringing,
  legalClaim,
  childAbuseClaim,
  isWithdrawn,
}: Report): boolean {
  const isProtected = bringing?.isMinor === true || neverNamed.includes(relation ?? "") || childAbuseClaim;
  return !isProtected && !isWithdrawn && legalClaim && nameableSources.includes(source);
}

/**
 * Whether a notifier may be named in a statement of reasons at all (DSA Art. 17(3)(b): only where strictly necessary to
 * identify the illegality, S6), and there is a name.
 */
export function mayBeNamed(notice: Nameable): boolean {
  return mayBeAskedAbout(notice) && !notice.isChildSafety && (notice.contactName?.trim() ?? "") !== "";
}

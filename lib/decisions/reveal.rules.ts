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

/**
 * Whether a notifier may be named in a statement of reasons at all (DSA Art. 17(3)(b): only where strictly necessary to
 * identify the illegality, S6). Never a minor or whoever speaks for one, never where the abuse of a child is at issue,
 * never without a claim of illegality, and never where no name was given.
 */
export function mayBeNamed(notice: Nameable): boolean {
  const { source, relation, bringing, legalClaim, childAbuseClaim, isChildSafety, isWithdrawn, contactName } = notice;
  const isProtected =
    bringing?.isMinor === true || neverNamed.includes(relation ?? "") || childAbuseClaim || isChildSafety;
  return (
    !isProtected && !isWithdrawn && legalClaim && nameableSources.includes(source) && (contactName?.trim() ?? "") !== ""
  );
}

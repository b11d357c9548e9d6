import Link from "next/link";
import type { ComponentProps } from "react";

/**
 * A link that is fetched when it is followed: a document has hundreds of them, and each would otherwise ask ahead. Links to a
 * case, an account or another thing are such links too: what is asked ahead would be in the log as looked at by an auditor.
 */
export function QuietLink(props: ComponentProps<typeof Link>) {
  return <Link prefetch={false} {...props} />;
}

import Link from "next/link";
import type { ComponentProps } from "react";

/** A link that is fetched when it is followed: a document has hundreds of them, and each would otherwise ask ahead. */
export function QuietLink(props: ComponentProps<typeof Link>) {
  return <Link prefetch={false} {...props} />;
}

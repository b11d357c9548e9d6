import type { ReactNode } from "react";
import { Notice } from "./notice";

type Props = { title: ReactNode; children?: ReactNode; actions?: ReactNode; className?: string };

/** A part that could not be shown: what happened, what to do; the rest of the screen stands. */
export function ErrorState(props: Props) {
  return <Notice tone="danger" role="alert" {...props} />;
}

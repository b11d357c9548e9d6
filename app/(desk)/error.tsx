"use client";

import { FailurePage } from "@/components/shell/failure-page";

/** Inside the frame: the way elsewhere stays. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <FailurePage error={error} onRetry={retry} />;
}

"use client";

import { FailurePage } from "@/components/shell/failure-page";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main>
      <FailurePage error={error} onRetry={retry} />
    </main>
  );
}

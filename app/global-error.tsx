"use client";

import { FailurePage } from "@/components/shell/failure-page";
import "./globals.css";

/** When even the root layout failed: its own document, in English unless the document knew better. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <main>
          <FailurePage error={error} onRetry={retry} />
        </main>
      </body>
    </html>
  );
}

import { readReference } from "@/lib/intake/reference.rules";

/** Reference and key from what a person typed: each in its field, or the whole link in the first. */
export function readTracking(typed: { reference?: string | undefined; key?: string | undefined }): {
  reference: string | null;
  key: string | null;
} {
  const first = typed.reference?.trim() ?? "";
  const link = /\/notice\/([^/?#\s]+)(?:\?(?:[^#\s]*&)?key=([^&#\s]+))?/.exec(first);
  const reference = readReference(link?.[1] ?? first);
  const key = typed.key?.trim() || link?.[2] || null;
  return { reference, key };
}

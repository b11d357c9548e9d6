import type { FieldFailure } from "@/lib/platform/result";

/** What a visitor typed, as the form sends it; kept when something is wrong with it. */
export type FormValues = {
  platform: string;
  locations: string;
  explanation: string;
  legalClaim: string;
  category: string;
  childAbuse: boolean;
  detail: string;
  quote: string;
  legalReference: string;
  tags: string[];
  relation: string;
  name: string;
  email: string;
  goodFaith: boolean;
};
export type FormField = keyof FormValues;

const texts = [
  "platform",
  "locations",
  "explanation",
  "legalClaim",
  "category",
  "detail",
  "quote",
  "legalReference",
  "relation",
  "name",
  "email",
] as const;

/** The values of a sent form. Browsers send line ends as CRLF, which nobody typed. */
export function readForm(form: FormData): FormValues {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.replace(/\r\n/g, "\n") : "";
  };
  const words = Object.fromEntries(texts.map((name) => [name, text(name)])) as Record<(typeof texts)[number], string>;
  const tags = form.getAll("tags").filter((tag): tag is string => typeof tag === "string");
  return { ...words, tags, childAbuse: form.has("childAbuse"), goodFaith: form.has("goodFaith") };
}

export function emptyForm(prefill: { platform?: string; location?: string } = {}): FormValues {
  return { ...readForm(new FormData()), platform: prefill.platform ?? "", locations: prefill.location ?? "" };
}

/** One location a line; blank lines are for the eye. */
export function locationsIn(values: Pick<FormValues, "locations">): string[] {
  return values.locations
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** The notice that the form means, in the shape of the API; what was left empty is left out. */
export function noticeFromForm(
  values: FormValues,
  reader: { language: string; zone: string },
): Record<string, unknown> {
  const given = (text: string) => (text.trim() === "" ? undefined : text);
  const quote = given(values.quote);
  return {
    platform: given(values.platform),
    legalClaim: values.legalClaim === "" ? undefined : values.legalClaim === "law",
    childAbuseClaim: values.childAbuse,
    category: given(values.category),
    explanation: values.explanation,
    legalReference: given(values.legalReference),
    items: locationsIn(values).map((location) => ({
      location,
      detail: values.detail.trim(),
      ...(quote ? { content: { text: quote } } : {}),
    })),
    name: given(values.name)?.trim(),
    email: given(values.email)?.trim(),
    goodFaith: values.goodFaith,
    tags: values.tags,
    relation: given(values.relation),
    ...reader,
  };
}

const fieldOfPath: Record<string, FormField> = { items: "locations", childAbuseClaim: "childAbuse" };

/** Which control a failing field of the notice belongs to, and which line of it. */
export function placeOf(failure: FieldFailure, values: FormValues): { field: FormField; line: number | null } {
  const [first = "", index, inside] = failure.field.split(".");
  if (first === "items" && index !== undefined) {
    if (inside === "detail") return { field: "detail", line: null };
    if (inside === "content") return { field: "quote", line: null };
    return { field: "locations", line: locationsIn(values).length > 1 ? Number(index) + 1 : null };
  }
  return { field: fieldOfPath[first] ?? (first in values ? (first as FormField) : "explanation"), line: null };
}

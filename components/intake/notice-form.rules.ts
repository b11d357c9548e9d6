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
  media: string;
  legalReference: string;
  tags: string[];
  relation: string;
  concerned: string;
  proof: string;
  isMinor: boolean;
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
  "media",
  "legalReference",
  "relation",
  "concerned",
  "proof",
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
  return {
    ...words,
    tags,
    childAbuse: form.has("childAbuse"),
    isMinor: form.has("isMinor"),
    goodFaith: form.has("goodFaith"),
  };
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

/** An address that was typed as a picture's or a video's; `item`: which of the locations it belongs to, from 0. */
export type TypedMedium = { url: string; item: number | null; line: number };

const numbered = /^(\d{1,4})[.):]?\s+(?=\S)/;
const videoFile = /\.(?:mp4|m4v|mov|webm|mkv|avi|3gp)(?:[?#]|$)/i;

/**
 * One address a line, behind the number of the location it belongs to; of a single location no number is needed. What names
 * none that there is has `item` null.
 */
export function mediaIn(values: Pick<FormValues, "locations" | "media">): TypedMedium[] {
  const places = locationsIn(values).length;
  const lines = values.media
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.map((typed, at) => {
    const number = Number(numbered.exec(typed)?.[1] ?? (places === 1 ? 1 : 0));
    const item = number >= 1 && number <= places ? number - 1 : null;
    return { url: typed.replace(numbered, ""), item, line: at + 1 };
  });
}

/** The content of one location as far as the form tells it; undefined where it tells nothing. */
function contentOf(values: FormValues, item: number): Record<string, unknown> | undefined {
  const media = mediaIn(values)
    .filter((medium) => medium.item === item)
    .map(({ url }) => ({ url, kind: videoFile.test(url) ? "video" : "image" }));
  if (values.quote.trim() === "" && media.length === 0) return undefined;
  return { ...(values.quote.trim() === "" ? {} : { text: values.quote }), ...(media.length === 0 ? {} : { media }) };
}

/** The notice that the form means, in the shape of the API; what was left empty is left out. */
export function noticeFromForm(
  values: FormValues,
  reader: { language: string; zone: string },
): Record<string, unknown> {
  const given = (text: string) => (text.trim() === "" ? undefined : text);
  const bringing = {
    concerned: given(values.concerned)?.trim(),
    proof: given(values.proof)?.trim(),
    ...(values.isMinor ? { isMinor: true } : {}),
  };
  const brings = Object.values(bringing).some((value) => value !== undefined);
  return {
    platform: given(values.platform),
    legalClaim: values.legalClaim === "" ? undefined : values.legalClaim === "law",
    childAbuseClaim: values.childAbuse,
    category: given(values.category),
    explanation: values.explanation,
    legalReference: given(values.legalReference),
    items: locationsIn(values).map((location, item) => ({
      location,
      detail: values.detail.trim(),
      content: contentOf(values, item),
    })),
    name: given(values.name)?.trim(),
    email: given(values.email)?.trim(),
    goodFaith: values.goodFaith,
    tags: values.tags,
    relation: given(values.relation),
    ...(brings ? { bringing } : {}),
    ...reader,
  };
}

const fieldOfPath: Record<string, FormField> = { items: "locations", childAbuseClaim: "childAbuse" };

/** Which control a failing field of the notice belongs to, and which line of it. */
export function placeOf(failure: FieldFailure, values: FormValues): { field: FormField; line: number | null } {
  const [first = "", index, inside, part, medium] = failure.field.split(".");
  if (first === "items" && index !== undefined) {
    if (inside === "detail") return { field: "detail", line: null };
    if (inside === "content" && part === "media")
      return { field: "media", line: lineOfMedium(values, Number(index), Number(medium)) };
    if (inside === "content") return { field: "quote", line: null };
    return { field: "locations", line: locationsIn(values).length > 1 ? Number(index) + 1 : null };
  }
  if (first === "bringing" && index !== undefined && index in values) return { field: index as FormField, line: null };
  return { field: fieldOfPath[first] ?? (first in values ? (first as FormField) : "explanation"), line: null };
}

/** Which typed line a medium of a location is; null where all of them are meant, or only one was typed. */
function lineOfMedium(values: FormValues, item: number, medium: number): number | null {
  const typed = mediaIn(values);
  return typed.length > 1 ? (typed.filter((one) => one.item === item)[medium]?.line ?? null) : null;
}

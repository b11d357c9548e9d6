/** Parameters of an address as they come: any of them may be missing or given twice. */
export type Asked = Record<string, string | string[] | undefined>;

/** The first of a parameter's values; empty when it is missing. */
export function one(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

/** A part of an address as a person wrote it; as it came where its escapes are broken ("%E0"). */
export function readable(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

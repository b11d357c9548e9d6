/** Parameters of an address as they come: any of them may be missing or given twice. */
export type Asked = Record<string, string | string[] | undefined>;

export function one(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

/** What the provider is: each is all that stands before it, too. It decides which rows apply. */
export const tiers = ["hosting", "platform", "vlop"] as const;
export type Tier = (typeof tiers)[number];

/** The Union's official languages in the template's order, bg to sv. */
export const languages = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split(" ");

/** Member states in the template's order, AT to SE (by their English names); Greece is EL, as Eurostat writes it. */
export const states = "AT BE BG HR CY CZ DK EE FI FR DE EL HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split(" ");

/** A state as the report writes it, of ISO 3166. */
export function eurostat(country: string): string {
  return country === "GR" ? "EL" : country;
}

/** Whether rows of this applicability are this provider's to fill; the others stay, with blank values. */
export function applies(applicability: string, tier: Tier): boolean {
  if (applicability.startsWith("Only for VLOPs")) return tier === "vlop";
  if (applicability === "Only for providers of online platforms") return tier !== "hosting";
  return true;
}

/**
 * The rows of a sheet in which the template stands for every language or state: those between the first and the last are
 * written out where they apply. Where they do not, the template's own rows stay.
 */
export function writtenOut<Line extends readonly string[]>(
  lines: readonly Line[],
  isWanted: (line: Line) => boolean,
  all: readonly string[],
): string[][] {
  const first = all[0] ?? "";
  const between = "[...]";
  const out: string[][] = [];
  for (const line of lines) {
    const scope = line.at(-1) ?? "";
    if (!isWanted(line) || !(scope === between || all.includes(scope))) out.push([...line]);
    // The first stands for all of its indicator; the others of the pattern are then written already.
    else if (scope === first) for (const one of all) out.push([...line.slice(0, -1), one]);
  }
  return out;
}

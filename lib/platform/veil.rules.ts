/** How strongly a picture is veiled until somebody asks for it, the weakest first. */
export const veilStrengths = ["none", "low", "medium", "high"] as const;
export type VeilStrength = (typeof veilStrengths)[number];
export type Veil = { strength: VeilStrength; isGrey: boolean };

/** Of one class of harm: the strength, and colours where it says so. */
export type VeilMap = ReadonlyMap<string, { strength: VeilStrength; isGrey: boolean | null }>;

const isStrength = (text: string): text is VeilStrength => veilStrengths.some((known) => known === text);

/** What is met first never weakens what comes after it. */
export function stricter(one: VeilStrength, other: VeilStrength): VeilStrength {
  return veilStrengths.indexOf(one) > veilStrengths.indexOf(other) ? one : other;
}

/** Classes of harm a veil can be set for: what a notifier may say a notice is about (lib/intake/contract.ts). */
const className = /^[a-z_]{2,30}$/;

/**
 * `spam, fraud = low colour; violence = high grey`: for each class a strength and, where it is not as otherwise, grey or
 * colour. Null where it cannot be read.
 */
export function readVeilMap(line: string): VeilMap | null {
  const map = new Map<string, { strength: VeilStrength; isGrey: boolean | null }>();
  for (const part of line.split(";").map((one) => one.trim())) {
    if (part === "") continue;
    const [, names = "", strength = "", shade] = /^([a-z_,\s]+?)\s*=\s*([a-z]+)(?:\s+(grey|colour))?$/.exec(part) ?? [];
    if (!isStrength(strength)) return null;
    for (const name of names.split(",").map((one) => one.trim())) {
      if (!className.test(name)) return null;
      map.set(name, { strength, isGrey: shade === undefined ? null : shade === "grey" });
    }
  }
  return map;
}

type VeilSettings = { mediaVeil: VeilStrength; mediaGrey: boolean; mediaVeilByClass: string };

/**
 * The veil for content that is said to be of these classes: the strictest of what is set for them, else what is set for
 * all. Nobody's own wish makes it weaker, only stronger.
 */
export function veilFor(settings: VeilSettings, classes: readonly string[], own: VeilStrength | null): Veil {
  const map = readVeilMap(settings.mediaVeilByClass) ?? new Map();
  const set = classes.flatMap((name) => map.get(name) ?? []);
  const strength = set.length > 0 ? set.map((one) => one.strength).reduce(stricter) : settings.mediaVeil;
  const isGrey = set.length > 0 ? set.some((one) => one.isGrey ?? settings.mediaGrey) : settings.mediaGrey;
  return { strength: own === null ? strength : stricter(strength, own), isGrey };
}

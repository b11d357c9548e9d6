import { noSkills, type Skills } from "@/lib/platform/skills.rules";

/** What somebody has to know to answer an appeal: the platform, the words of both texts, and the rules it turns on. */
export type AboutAppeal = {
  platformId: string;
  /** Of the appeal and of the content; "und" is any. */
  languages: readonly string[];
  clauseGroup: string | null;
};

/** Whether a person's skills fit; an empty list of skills is no limit, as in the queue. */
export function skillsFit(about: AboutAppeal, given: Partial<Skills>): boolean {
  const skills = { ...noSkills, ...given };
  const isWithin = (known: readonly string[], asked: string | null) =>
    known.length === 0 || asked === null || asked === "und" || known.includes(asked);
  return (
    isWithin(skills.platforms, about.platformId) &&
    about.languages.every((language) => isWithin(skills.languages, language)) &&
    isWithin(skills.groups, about.clauseGroup)
  );
}

/** Who fits comes first; else as they were. */
export function fittingFirst<Person extends { fits: boolean }>(people: readonly Person[]): Person[] {
  return [...people].sort((one, other) => Number(other.fits) - Number(one.fits));
}

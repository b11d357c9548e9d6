import type { ImportedDraft, ImportedRow, ImportProblem } from "./contract";

/** Words for the same role in the languages of documents; the first is what it is called where the platform names no roles. */
const groups: { role: string; words: RegExp; generic: boolean }[] = [
  { role: "merchant", words: /商[家户戶]|[卖賣]家|merchant|seller|trader|vendor|händler|vendeur/iu, generic: true },
  { role: "buyer", words: /[买買]家|buyer|customer|shopper|consumer|käufer|acheteur/iu, generic: true },
  { role: "creator", words: /creator|author|influencer|[创創]作者/iu, generic: true },
  { role: "affiliate", words: /affiliate/iu, generic: true },
  {
    role: "user",
    words: /[会會][员員]|用[户戶]|\bmembers?\b|\busers?\b|mitglied|nutzer|membre|utilisateur/iu,
    generic: false,
  },
];
const everybody =
  /\b(?:any(?:body|one)|every(?:body|one)|all (?:users|members|parties|roles))\b|所有(?:人|用[户戶])|任何人/iu;

/** What a heading of measures says beside who they are for. */
const noWho = new RegExp(
  [
    "\\b(?:first|second|third|fourth|fifth|\\d+(?:st|nd|rd|th)|\\d+|repeat\\w*|subsequent|further|later|next|last|initial|more)\\b",
    "\\b(?:one|two|three|four|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|sixty|ninety|hundred|twice|thrice)\\b",
    "\\b(?:sixth|seventh|eighth|ninth|tenth|within|during|over|any|than|week|quarter|year|hour|confirmed|rolling|累[计計]|[内內])\\b",
    "\\b(?:severe|serious|grave|aggravated|minor|major|general|ordinary|light|heavy|high|low|medium|base|standard|default)\\b",
    "\\b(?:time|offen[cs]e|violation|breach|infraction|strike|occurrence|incident|infringement|case|instance)(?:e?s)?\\b",
    "\\b(?:penalt(?:y|ies)|sanction|action|consequence|enforcement|measure|level|step|tier|point|day|month|duration|term|period|result|handling|outcome|account|content|risk|severity)s?\\b",
    "\\b(?:for|of|the|a|an|and|or|on|in|at|by|to|if|each|per|after|from|with|we|take|taken|applied|possible)\\b",
    "首次|第?[一二两兩三四五]次|[严嚴]重|一般|[轻輕]微|[处處][理罚罰置分]|措施|[违違][规規]|[标標]准|情[节節]|[后後]果|再次|[累屡屢多][计計次]",
  ].join("|"),
  "giu",
);

/** The role by the words of a heading alone; null: none that is commonly named. */
export function commonRole(heading: string): string | null {
  return groups.find(({ words, generic }) => generic && words.test(heading))?.role ?? null;
}

/** Who a heading names, without what it says of measures and times; null: nobody. */
export function whoIn(heading: string): string | null {
  const left = heading
    .replace(noWho, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return left.length > 1 ? left : null;
}

/** "Members, first time" is member. */
export function roleSlug(words: string): string {
  return tokens(words).join("-").slice(0, 60) || "any";
}

function tokens(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => (/^[a-z]{4,}$/.test(word) ? word.replace(/ies$/, "y").replace(/(?<!s)s$/, "") : word));
}

/** Roles of the platform that a heading names: by their own words, in the singular or plural, else by a word for the same. */
export function rolesIn(heading: string, roles: readonly string[]): string[] {
  if (everybody.test(heading)) return ["any"];
  const words = ` ${tokens(heading).join(" ")} `;
  const byName = roles.filter((role) => words.includes(` ${tokens(role).join(" ")} `));
  // "shop-owner" is named, and "shop" is only a part of it.
  const whole = byName.filter(
    (role) =>
      !byName.some((other) => other !== role && ` ${tokens(other).join(" ")} `.includes(` ${tokens(role).join(" ")} `)),
  );
  if (whole.length > 0) return whole;
  const alike = groups.filter(({ words: same }) => same.test(heading));
  const bySense = roles.filter((role) => alike.some(({ words: same }) => same.test(role)));
  return bySense.length === 1 ? bySense : [];
}

/**
 * The draft with the roles of its platform: a column goes to the role that its heading names. One that names somebody the
 * platform does not know keeps its own word, unsure, and is left for a person. A platform that names no roles takes any.
 */
export function withRolesOf(draft: ImportedDraft, roles: readonly string[]): ImportedDraft {
  if (roles.length === 0) return draft;
  const unknown = new Map<string, ImportProblem>();
  const rows = draft.rows.flatMap((row): ImportedRow[] => {
    const { heading, role } = row;
    if (heading === null) return [role === "any" || roles.includes(role) ? row : { ...row, confidence: 0.3 }];
    const named = rolesIn(heading.text, roles);
    if (named.length > 0) return named.map((own) => ({ ...row, role: own }));
    // "Measures against pirates" in the one column of measures may still be for everybody.
    if (role === "any") return [{ ...row, confidence: Math.min(row.confidence, 0.5) }];
    const at: ImportedRow["lines"] = [heading.line, heading.line];
    const said = { heading: heading.text, roles: roles.join(", ") };
    unknown.set(`${heading.line} ${heading.text}`, { code: "role_unknown", lines: at, values: said });
    return [{ ...row, role: roleSlug(heading.text), confidence: 0.3 }];
  });
  return { ...draft, rows, problems: [...draft.problems, ...unknown.values()] };
}

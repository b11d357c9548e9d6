/** English word forms. The lexicon lists base forms; texts are matched on the surface, so "rape" never meets "rapping". */

const irregular: Record<string, readonly string[]> = {
  be: ["am", "is", "are", "was", "were", "been", "being"],
  beat: ["beats", "beaten", "beating"],
  become: ["became"],
  begin: ["began", "begun"],
  bet: ["bets", "betting"],
  break: ["broke", "broken"],
  bring: ["brought"],
  build: ["built"],
  buy: ["bought"],
  catch: ["caught"],
  child: ["children"],
  choose: ["chose", "chosen"],
  come: ["came"],
  cut: ["cuts", "cutting"],
  deal: ["dealt"],
  die: ["died", "dying", "dies"],
  do: ["did", "done", "does"],
  draw: ["drew", "drawn"],
  drive: ["drove", "driven"],
  eat: ["ate", "eaten"],
  feed: ["fed"],
  fight: ["fought"],
  find: ["found"],
  foot: ["feet"],
  get: ["got", "gotten", "getting"],
  give: ["gave", "given"],
  go: ["went", "gone", "goes"],
  grow: ["grew", "grown"],
  hang: ["hung"],
  have: ["has", "had", "having"],
  hide: ["hid", "hidden"],
  hit: ["hits", "hitting"],
  knife: ["knives", "knifed"],
  leave: ["left"],
  lend: ["lent"],
  lie: ["lied", "lying", "lies"],
  lose: ["lost"],
  make: ["made"],
  man: ["men"],
  mouse: ["mice"],
  pay: ["paid"],
  ride: ["rode", "ridden"],
  run: ["ran"],
  say: ["said"],
  sell: ["sold"],
  send: ["sent"],
  shoot: ["shot", "shots"],
  sleep: ["slept"],
  speak: ["spoke", "spoken"],
  steal: ["stole", "stolen"],
  take: ["took", "taken"],
  teach: ["taught"],
  tell: ["told"],
  thief: ["thieves"],
  throw: ["threw", "thrown"],
  wear: ["wore", "worn"],
  wife: ["wives"],
  win: ["won"],
  woman: ["women"],
  write: ["wrote", "written"],
};

/** As people type them: "nudes 4 sale", "kill u". */
const typed: Record<string, readonly string[]> = {
  and: ["n"],
  are: ["r"],
  for: ["4"],
  people: ["ppl"],
  photo: ["foto", "fotos"],
  pic: ["pix"],
  picture: ["pix"],
  please: ["pls", "plz"],
  to: ["2"],
  video: ["vid", "vids"],
  you: ["u"],
  your: ["ur"],
};

const doubling = /[^aeiou][aeiou][bdgklmnprtvz]$/;

/** Every form a base word may take in a text: plural, third person, past, -ing, and as it is typed in haste. Over-generation is harmless. */
export function formsOf(base: string): string[] {
  const forms = new Set([base, `${base}'s`, ...(irregular[base] ?? []), ...(typed[base] ?? [])]);
  // "dont" and "youre", but never "ill" for "i'll" or "wed" for "we'd".
  if (/(?:n't|'re|'ve|i'm)$/.test(base) && base !== "we're") forms.add(base.replace("'", ""));
  if (base.length < 3 || !/^[a-z]+$/.test(base)) return [...forms];
  const consonantY = /[^aeiou]y$/.test(base);
  const stem = consonantY ? base.slice(0, -1) : base;
  forms.add(consonantY ? `${stem}ies` : /(s|x|z|ch|sh)$/.test(base) ? `${base}es` : `${base}s`);
  if (base.endsWith("e")) {
    forms.add(`${base}d`);
    forms.add(`${base.slice(0, -1)}ing`);
    forms.add(`${base.slice(0, -1)}in`);
  } else {
    forms.add(consonantY ? `${stem}ied` : `${base}ed`);
    forms.add(`${base}ing`);
    if (base.length > 3) forms.add(`${base}in`);
    if (doubling.test(base) && base.length <= 6) {
      const last = base.charAt(base.length - 1);
      for (const ending of ["ed", "ing", "in"]) forms.add(`${base}${last}${ending}`);
    }
  }
  return [...forms];
}

const suffixes: readonly [RegExp, string][] = [
  [/ies$/, "y"],
  [/(ss|sh|ch|x)es$/, "$1"],
  [/([^s])s$/, "$1"],
  [/ied$/, "y"],
  [/([a-z]{2}[^aeiou])\1?ing$/, "$1"],
  [/ing$/, ""],
  [/ed$/, ""],
  [/(ation|ment|ness|ity|ers?|ly)$/, ""],
  [/e$/, ""],
];

/** A rough stem for comparing a text with the wording of clauses, where meeting too much does no harm. */
export function roughStem(word: string): string {
  let stem = word.replace(/'s$/, "");
  for (const [suffix, replacement] of suffixes) {
    if (stem.length < 5) break;
    stem = stem.replace(suffix, replacement);
  }
  return stem;
}

const stopwords = new Set(
  (
    "a about after all also am an and any are as at be because been best better but by can could did do does for from get go had has have he her " +
    "here him his how i if in into is it its just like me more my no not now of on one only or other our out she so some such than " +
    "that the their them then there these they this to too up us was we were what when which who will with would you your s t m re ve d ll"
  ).split(" "),
);

export function isStopword(word: string): boolean {
  return stopwords.has(word);
}

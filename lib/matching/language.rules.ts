/** Whether a text is in a language that the lexicon covers. */
export type Covered = "en" | "zh" | "other" | "none";

const english = new Set(
  "the and you is to of in it for that with this are on not have was but they your what my we can do how just so if me be a i as".split(
    " ",
  ),
);
const otherLatin = new Set(
  (
    "le la les des est pas une un et je vous nous dans pour que qui sur avec ce cette mais ist nicht und der die das ich sie wir ein eine " +
    "mit auf den von dem zu não uma você para com os as isso mais que por el los las es muy como pero una esta del al het een niet van ik " +
    "je zijn il che non per sono di ve bir bu için ne da"
  ).split(" "),
);

/** By script, and among Latin words by the small ones every sentence needs. `folded` is plain text of normalise.rules.ts. */
export function languageOf(folded: string): Covered {
  const sample = folded.slice(0, 2000);
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = sample.match(/[a-z]/g)?.length ?? 0;
  const other = sample.match(/[\p{L}]/gu)?.length ?? 0;
  const foreign = other - han - latin;
  if (han + latin + foreign === 0) return "none";
  const kana = /[\u3040-\u30ff\uac00-\ud7af]/.test(sample);
  if (han * 3 >= latin && han >= foreign && !kana) return "zh";
  if (foreign > latin || kana) return "other";
  let own = 0;
  let alien = 0;
  // Pieces of a word that signs break up ("sh0es", "l*uis") are no words of any language.
  for (const word of sample.match(/(?<![^\s.,;:!?"'()/-])[a-z]+(?![^\s.,;:!?"'()/-]|[!.](?=[a-z]))/g) ?? []) {
    if (english.has(word)) own += 1;
    if (otherLatin.has(word)) alien += 1;
  }
  return alien > own + 1 ? "other" : "en";
}

/** Characters that only simplified, or only traditional writing uses; the commonest of each are enough to tell them apart. */
const simplified = new Set(
  "这个们来时说国会对为发与过还没开关见车长门问间东马鱼鸟龙飞机电话语读书写学习师医药买卖钱贵线网络质价优惠产单货员团队务资总经济业银级现视频图评论转账户号码联系请谢谢让认识觉给从进远运动风气听觉实际应该当点样种数据软权变换边达连选择红绿蓝黄师傅减满赠领券仅尽归罗兰华义乌礼庆欢乐爱亲妈爷奶爸儿孙岁岛广厂压县战争军队枪弹药杀伤毁坏诈骗赌违规则举报删除辱骂谣传销荐议误错严紧热泪",
);
const traditional = new Set(
  "這個們來時說國會對為發與過還沒開關見車長門問間東馬魚鳥龍飛機電話語讀書寫學習師醫藥買賣錢貴線網絡質價優惠產單貨員團隊務資總經濟業銀級現視頻圖評論轉賬戶號碼聯繫請謝讓認識覺給從進遠運動風氣聽實際應該當點樣種數據軟權變換邊達連選擇紅綠藍黃減滿贈領僅盡歸羅蘭華義烏禮慶歡樂愛親媽爺兒孫歲島廣廠壓縣戰爭軍槍彈殺傷毀壞詐騙賭違規則舉報刪除辱罵謠傳銷薦議誤錯嚴緊熱淚",
);

const only = (set: ReadonlySet<string>, other: ReadonlySet<string>) =>
  new Set([...set].filter((character) => !other.has(character)));
const onlySimplified = only(simplified, traditional);
const onlyTraditional = only(traditional, simplified);

const scripts: readonly { language: string; pattern: RegExp }[] = [
  { language: "ja", pattern: /[\u3040-\u30ff]/gu },
  { language: "ko", pattern: /\p{Script=Hangul}/gu },
  { language: "ru", pattern: /\p{Script=Cyrillic}/gu },
  { language: "ar", pattern: /\p{Script=Arabic}/gu },
  { language: "he", pattern: /\p{Script=Hebrew}/gu },
  { language: "el", pattern: /\p{Script=Greek}/gu },
  { language: "th", pattern: /\p{Script=Thai}/gu },
  { language: "hi", pattern: /\p{Script=Devanagari}/gu },
];

/** Small words that carry a language written in Latin letters. */
const smallWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(
    "the a an and or of to in is are was were be been you your i my me he she it they we this that these those not no do does did have has had for with on at from by as but if so will would can just what who how when all about out up get got like im dont please buy free".split(
      " ",
    ),
  ),
  de: new Set(
    "der die das und oder ich du er sie es wir ihr nicht kein keine ist sind war ein eine einen dem den des zu im mit auf für von aus auch noch nur wie was wer wenn dass hat haben".split(
      " ",
    ),
  ),
  fr: new Set(
    "le la les des du de un une et ou je tu il elle nous vous ils ne pas est sont dans pour avec sur que qui ce cette mais plus très mon ma votre".split(
      " ",
    ),
  ),
  es: new Set(
    "el la los las un una y o de del que en es son no por para con se su sus me mi te tu lo como más pero muy este esta yo hay".split(
      " ",
    ),
  ),
  pt: new Set(
    "o a os as um uma e ou de do da dos das que em no na é são não por para com se seu sua me meu minha te você eu isso mas muito vai tá pra".split(
      " ",
    ),
  ),
  it: new Set(
    "il lo la gli le un una e o di del della che in è sono non per con si suo sua mi ti ci come più ma molto questo questa io".split(
      " ",
    ),
  ),
  nl: new Set(
    "de het een en of van in is zijn niet geen ik jij je hij zij wij dat die dit met voor op aan ook maar als naar er wat".split(
      " ",
    ),
  ),
  pl: new Set("i w z na do nie to jest się że jak co za od po dla ale czy tak już ja ty on ona my".split(" ")),
};

/**
 * The language of a text as a BCP 47 tag: by script, for Latin letters by small words; "und" when a text gives too
 * little to go by. Good enough to sort a queue, never to judge a person: a moderator sees it beside the text.
 */
export function languageOf(text: string): string {
  const sample = withoutHeapedMarks(text.slice(0, 4000));
  // Most texts, and nothing but Latin letters can be in them.
  if (/^[\t\n\r -~]*$/.test(sample)) return /[a-z]/i.test(sample) ? latinLanguage(sample) : "und";
  const han = count(sample, /\p{Script=Han}/gu);
  const latin = count(sample, /\p{Script=Latin}/gu);
  const other = scripts
    .map(({ language, pattern }) => ({ language, found: count(sample, pattern) }))
    .sort((a, b) => b.found - a.found)[0];
  // Kana beside characters is Japanese even when characters are more.
  if (other && other.found > 0 && (other.found >= latin / 3 || other.language === "ja") && other.found * 4 >= han)
    return other.language;
  // One character says about as much as three letters.
  if (han > 0 && han * 3 >= latin) return chineseWriting(sample);
  return latin > 0 ? latinLanguage(sample) : "und";
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Characters that only simplified writing has, less those that only traditional writing has. */
function balanceOf(text: string): number {
  let balance = 0;
  for (const character of text) {
    if (onlyTraditional.has(character)) balance -= 1;
    if (onlySimplified.has(character)) balance += 1;
  }
  return balance;
}

function chineseWriting(text: string): string {
  return balanceOf(text) < 0 ? "zh-Hant" : "zh-Hans";
}

/** Whether a Chinese text tells its writing: many short ones hold only characters that both share. */
export function saysWhichChinese(text: string): boolean {
  return balanceOf(text) !== 0;
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/['’]/g, "")
    .match(/\p{L}+/gu) ?? [];

/** How many different small words of a language a text has; null for a language that is known by its script. */
export function smallWordsIn(text: string, language: string): number | null {
  const known = smallWords[language];
  return known ? new Set(wordsOf(text).filter((word) => known.has(word))).size : null;
}

/**
 * No language puts more than two marks on a letter: heaped ones hide words, and would leave letters that look like small ones.
 */
function withoutHeapedMarks(text: string): string {
  if (!/\p{M}/u.test(text)) return text;
  return text
    .normalize("NFD")
    .replace(/\p{M}{3,}/gu, "")
    .normalize("NFC");
}

function latinLanguage(text: string): string {
  const words = wordsOf(text);
  const scores = Object.entries(smallWords)
    .map(([language, known]) => ({ language, hits: words.filter((word) => known.has(word)).length }))
    .sort((a, b) => b.hits - a.hits);
  const [best, second] = scores;
  if (!best || best.hits === 0 || best.hits === second?.hits) return "und";
  // A single small word in a long line of unknown ones proves nothing.
  return best.hits * 12 >= words.length ? best.language : "und";
}

/** A link that somebody wrote into a text. It is never made one: this says where it would lead. */
export type WrittenLink = {
  /** The address as it stands in the text. */
  target: string;
  /** The machine that would really be asked, in its plain form (`xn--…`); null where no machine is. */
  host: string | null;
  /** The words that stood for it, where the text gives it some: `[words](address)`, `<a href="address">words</a>`. */
  words: string;
  concerns: LinkConcern[];
};
/** script: it runs something. name: what stands before an @ looks like the host. letters: letters of another alphabet. words: its words name another host. */
export type LinkConcern = "script" | "name" | "letters" | "words";

const most = 12;
const address = /\b(?:https?|ftp|javascript|data|vbscript|file|blob):[^\s<>"'“”‘’「」『』（）()[\]{}，。；！？、]+/giu;
const markdown = /\[([^\]\n]{0,200})\]\(\s*([^\s()]+(?:\([^\s()]*\)[^\s()]*)?)[^)\n]{0,200}\)/gu;
const element = /<a\s[^>]{0,500}?href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))[^>]{0,500}>([^<]{0,200})/giu;
const runs = new Set(["javascript:", "vbscript:", "data:", "file:", "blob:"]);

/** The links written into a text, in its order, each target once; twelve at most, that a page of them does not push the desk away. */
export function writtenLinks(text: string): { links: WrittenLink[]; more: number } {
  const found: { at: number; end: number; target: string; words: string }[] = [];
  const within = text.slice(0, 50_000);
  for (const { 0: all, 1: words = "", 2: target = "", index } of within.matchAll(markdown))
    found.push({ at: index, end: index + all.length, target, words });
  for (const { 0: all, 1: a, 2: b, 3: c, 4: words = "", index } of within.matchAll(element))
    found.push({ at: index, end: index + all.length, target: a ?? b ?? c ?? "", words: words.trim() });
  const whole = [...found];
  for (const { 0: all, index } of within.matchAll(address)) {
    const target = all.replace(/[.,;:!?]+$/u, "");
    // Inside a link that was read whole, its own address cut off at a bracket is no second link.
    if (whole.some(({ at, end, target: read }) => index >= at && index < end && read.startsWith(target))) continue;
    found.push({ at: index, end: index + all.length, target, words: "" });
  }
  const links = new Map<string, WrittenLink>();
  // The one with words first: it is the more telling of two at one place.
  for (const { target, words } of found.sort((a, b) => a.at - b.at)) {
    if (target !== "" && !links.has(target)) links.set(target, linkTo(target, words));
  }
  const all = [...links.values()];
  return { links: all.slice(0, most), more: Math.max(0, all.length - most) };
}

function linkTo(target: string, words: string): WrittenLink {
  const url = URL.canParse(target) ? new URL(target) : null;
  const concerns: LinkConcern[] = [];
  if (url && runs.has(url.protocol)) return { target, host: null, words, concerns: ["script"] };
  const host = url?.hostname || null;
  if (url && (url.username !== "" || url.password !== "")) concerns.push("name");
  if (host && /(^|\.)xn--/.test(host)) concerns.push("letters");
  const named = /(?:[\w-]+\.)+[a-z]{2,}/iu.exec(words)?.[0]?.toLowerCase();
  if (named && host && host !== named && !host.endsWith(`.${named}`) && named !== `www.${host}`) concerns.push("words");
  return { target, host, words, concerns };
}

import type { Detector } from "./personal-data-patterns.rules";

const titles =
  "Mr|Mrs|Ms|Mx|Herrn?|Frau|Monsieur|Madame|Mademoiselle|Mme|Mlle|Señora?|Sra?|Signora?|Dhr|Mevr|Mevrouw|Meneer";
/** Small words between the parts of a name, each with the space behind it. */
export const nameParticles = "(?:(?:von|van|de|der|den|del|di|da|du|la|le|al|bin)[ \u00A0])*";
const capitalised = "\\p{Lu}(?:\\.|[\\p{L}'’-]+)";
/** How somebody says their own name, as quoted posts do. */
const tellsName =
  "[Mm]y name is|[Ii]ch hei(?:ß|ss)e|[Jj]e m['’]appelle|[Mm]e llamo|[Mm]i chiamo|[Oo] meu nome é|[Mm]ijn naam is|[Nn]azywam się";
/** Family names that begin no other word before these titles ("任何女士" is anybody). */
export const familyNames = `(?:${[
  "欧阳|司马|上官|诸葛|歐陽|司馬|諸葛",
  "[王李张刘陈杨黄赵吴周徐孙朱胡郭林罗郑梁谢宋韩邓曹彭田董袁潘蒋蔡杜叶程魏吕丁沈姚卢姜崔钟谭陆汪范廖]",
  "[贾韦邹孟熊秦邱阎薛侯龙陶黎贺顾郝龚邵钱严覃張劉陳楊黃趙吳孫羅鄭韓鄧蔣葉呂盧鍾譚陸賈韋鄒閻龍賀顧龔錢嚴]",
].join("|")})`;

/**
 * Names that say themselves that they are names: behind a form of address, before a Chinese one, or behind a label. A bare
 * name has no pattern; only those of the people in a case are known (lib/decisions/withhold.rules.ts).
 */
export const nameDetectors: readonly Detector[] = [
  {
    kind: "name",
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${titles})\\.?[ \\u00A0]${nameParticles}${capitalised}(?:[ \\u00A0]${nameParticles}${capitalised}){0,3}`,
      "gu",
    ),
  },
  {
    kind: "name",
    pattern: new RegExp(
      `(?<!\\p{L})(?:${tellsName})[ \\u00A0]${nameParticles}${capitalised}(?:[ \\u00A0]${nameParticles}${capitalised}){0,3}`,
      "gu",
    ),
  },
  { kind: "name", pattern: new RegExp(`${familyNames}\\p{Script=Han}{0,2}?(?:先生|女士|小姐|太太)`, "gu") },
  {
    kind: "name",
    pattern: new RegExp(
      `(?:姓名|真名|收货人|收件人|联系人|名叫|我叫|收貨人|聯繫人)\\s?[:：为是]?\\s?${familyNames}\\p{Script=Han}{1,2}`,
      "gu",
    ),
  },
];

import type { Detector } from "./personal-data-patterns.rules";

const services =
  "wechat|wei\\s?xin|q\\s?q|telegram|whatsapp|skype|snapchat|instagram|insta|facebook|tiktok|twitter|discord|viber|kik|kakao(?:talk)?|twitch|reddit|vx|wx|v信|微\\s?信|威信|薇信|扣扣|旺旺|抖音|快手|小[红紅][书書]|微博|陌陌|[钉釘][钉釘]";
const start = "(?<![\\p{Script=Latin}\\p{N}_])";
const account = "(?: ?(?:id|name|user(?:name)?|account|号码|號碼|号|號|群|账号|帐号|帳號|賬號))?";
/** A name with a digit or an underscore in it: no word of a sentence. */
const noWord = "(?=[a-z_.-]{0,29}[0-9_])[a-z0-9][a-z0-9_.-]{4,29}";

/** What stands before # as a label of a number, and is nobody's name. */
const labels =
  /^(?:order|case|item|issue|page|ticket|no|nr|num|number|article|art|ref|clause|rule|lot|model|room|version|build|bug|task|row|step|part|sku|pr|invoice|section|color|colour|id|编号|订单|案件|工单|商品)#/iu;

/** Accounts at messengers and networks, by their service or by their form. */
export const handleDetectors: readonly Detector[] = [
  {
    kind: "handle",
    pattern: new RegExp(`${start}(?:${services})${account}\\s?[:：]\\s?@?[a-z0-9][a-z0-9_.-]{2,29}`, "giu"),
  },
  // Names at Chinese shops and networks are often in Chinese themselves.
  {
    kind: "handle",
    pattern:
      /(?:旺旺|(?:抖音|快手|小[红紅][书書]|微博|微信)(?:号|號|账号|帐号|帳號|賬號))\s?[:：]\s?[\p{Script=Han}\p{N}a-z_-]{2,20}/giu,
  },
  {
    kind: "handle",
    pattern: new RegExp(`${start}(?:line|signal|snap|ig|fb|vk)${account}\\s?[:：]\\s?@?${noWord}`, "giu"),
  },
  { kind: "handle", pattern: /(?:q\s?q|扣扣|企[鹅鵝])(?:号码|號碼|号|號|群)?\s?[:：]?\s?\d{5,11}(?!\d)/giu },
  { kind: "handle", pattern: /(?<![\p{Script=Latin}\p{N}])q\s?[:：]\s?\d{6,11}(?!\d)/giu },
  { kind: "handle", pattern: /支付[宝寶](?:账号|帐号|帳號|賬號|号|號)\s?[:：是为為]?\s?[a-z0-9][a-z0-9_.@-]{4,40}/giu },
  // Without a colon: after the Chinese word for "number" or "add" any name, otherwise one that is no word.
  {
    kind: "handle",
    pattern:
      /(?:(?:v信|微信|威信|薇信|vx|wx|抖音|快手|小[红紅][书書]|微博|旺旺)(?:号|號|账号|帐号|帳號|賬號)(?:是|为|為)?|加(?:我|你|他|她)?的?(?:v信|微信|威信|薇信|vx|wx))\s?[a-z][a-z0-9_.-]{4,29}/giu,
  },
  {
    kind: "handle",
    pattern: new RegExp(`(?:加|[+➕])(?:我|你|他|她)?的?\\s?v(?:\\s?[:：]\\s?|\\s{1,2})(?=[a-z])${noWord}`, "giu"),
  },
  {
    kind: "handle",
    pattern: new RegExp(`${start}(?:${services})${account}(?: is|是|为|為)?\\s{0,2}(?=[a-z])${noWord}`, "giu"),
  },
  { kind: "handle", pattern: /(?<![\p{L}\p{N}@./_+-])@[\p{L}_](?:[\p{L}\p{N}_.-]{0,28}[\p{L}\p{N}_])?/gu },
  // name#1234 and u/name.
  {
    kind: "handle",
    pattern: /(?<![\p{L}\p{N}_./#&?=-])[\p{L}_][\p{L}\p{N}_.]{1,31}#\d{4}(?!\d)/gu,
    confirm: (match) => (labels.test(match) ? null : match),
  },
  { kind: "handle", pattern: /(?<![\p{L}\p{N}_./-])\/?u\/(?!min(?!\w))[A-Za-z0-9_-]{3,20}(?![\p{L}\p{N}/])/gu },
];

/**
 * Who asks what a thing is wants to know of it: "What is money laundering?", 什么是洗钱. Who asks for the thing itself names
 * whose it is, where, or for how much ("what is your number", "what is the price in Leeds"), and who wants to do it says "I".
 */
const someone = "i|i'm|we|you|your|my|our|me|us|the|this|that|these|those|it|he|she|they|his|her|their|one";
const sought =
  "in|near|for|around|from|at|on|here|now|today|tonight|best|good|better|cheap|cheapest|top|safest|price|prices|cost|costs|rate|" +
  "rates|number|address|contact|link|to";
const thing = `(?!(?:[a-z'-]+ ){0,4}(?:${someone}|${sought})\\b)(?:an? )?[a-z'-]+(?: [a-z'-]+){0,3}`;
const further = `(?:,? and (?:how|why|when) (?:do|does|is|are|can|did) (?!(?:${someone})\\b)[a-z' -]{3,60})?`;
const english = new RegExp(
  `^\\s*(?:(?:so|hi|hey|sorry|please|question:),? )?(?:` +
    `what(?:'s| is| are)(?: exactly)? ${thing}|` +
    `how (?:do|does) ${thing} works?|` +
    `(?:(?:can|could) (?:someone|anyone|somebody|anybody|you) )?explain (?:what |how |why )?${thing}` +
    `)${further}\\s*\\?*\\s*$`,
  "u",
);

const whose = "[^你您我他她它这那哪谁\\s，。！？?]";
const chinese = new RegExp(
  `^\\s*(?:请问|请教|想问|想问一下|问一下|求科普)?[,，:： ]?(?:(?:什么是|何谓|啥是|什么叫|解释一下)${whose}{2,12}|` +
    `${whose}{2,12}(?:是什么|是啥|是怎么回事|指的是什么|是什么东西))[?？。]?\\s*$`,
  "u",
);
/** 价格是什么, 微信是什么: what is asked for can be used. */
const handed = /价|号|微信|电话|地址|链接|密码|群/u;

/** Who asks how something went asks of the past, and of nobody present: "What happened in the massacre of 1937?" */
const history =
  /^\s*(?:what happened|who (?:was|were)|when (?:did|was|were)|where (?:was|were)|why (?:did|was|were)|how (?:did|was|were))\b(?![^?]*\b(?:i|we|you|me|us|your|my|our)\b)[^.!?\n]{3,80}\?\s*$/u;

/** Whether a text, as a whole, asks what something is and nothing else. `text` is plain text of normalise.rules.ts. */
export function asksWhatItIs(text: string): boolean {
  return english.test(text) || history.test(text) || (chinese.test(text) && !handed.test(text));
}

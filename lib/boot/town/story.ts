import type { AppealOutcome } from "@/lib/appeals/rules";
import type { ChosenSanction, Findings } from "@/lib/decisions/choice.contract";
import type { DemoKey } from "@/lib/people/demo.rules";

/** One thing that somebody of the town did, so long before the seeding. `item` is a key of db/town/*.json. */
export type Step = { ago: string; item: string } & (
  | { does: "decide"; by: DemoKey; clause: string; facts: string; findings?: Findings; sanctions?: ChosenSanction[] }
  | { does: "clear"; by: DemoKey; rationale: string }
  | { does: "refer"; by: DemoKey; why: string; country: string }
  | { does: "undo"; by: DemoKey }
  | { does: "claim"; by: DemoKey }
  | { does: "escalate"; by: DemoKey; to: "supervisor" | "legal" | "policy"; why: string }
  | { does: "wait"; by: DemoKey; waitingFor: string }
  | { does: "note"; by: DemoKey; text: string; onAccount: boolean }
  | { does: "appeal"; side: "affected" | "notifier"; text: string }
  | { does: "take"; by: DemoKey }
  | { does: "answer"; by: DemoKey; outcome: AppealOutcome; reasons: string; keepStrike?: boolean; liftLast?: boolean }
  | { does: "reject"; by: DemoKey; reasons: string }
);

/**
 * A named example of every state the product has. Two earlier strikes make 小叶子2016's next one the third; 林兰家居's
 * second decision counted a strike that fell on appeal, so it is flagged; 清风茶庄 got one measure back; and so on.
 */
export const story: readonly Step[] = [
  {
    ago: "214h",
    item: "leaf-insult",
    does: "decide",
    by: "mei",
    clause: "Table.12.1",
    facts: "评论称客服“脑子进水”“一群废物”，属于以侮辱性言论伤害他人。",
  },
  {
    ago: "213h",
    item: "leaf-insult",
    does: "note",
    by: "mei",
    text: "买家称心情不好，已提醒一次。下次再犯按表处理。",
    onAccount: true,
  },
  {
    ago: "116h",
    item: "leaf-spam",
    does: "decide",
    by: "mei",
    clause: "Table.6",
    facts: "评论引导用户前往站外网址注册，属于发布淘系外引导信息。",
  },
  {
    ago: "58h",
    item: "plain-drill",
    does: "clear",
    by: "mei",
    rationale:
      "An ordinary listing with a mark and a manual. A late parcel is a matter for the order, not for the listing.",
  },
  {
    ago: "54h",
    item: "plain-drill",
    does: "note",
    by: "mei",
    text: "Sent the buyer's question on to order support.",
    onAccount: false,
  },
  {
    ago: "50h",
    item: "self-harm-help",
    does: "clear",
    by: "jonas",
    rationale: "Speaks about recovery and points to help. The rule keeps such posts out of its reach.",
  },
  {
    ago: "46h",
    item: "gambling-warning",
    does: "clear",
    by: "mei",
    rationale: "Teaches parents about betting; it promotes nothing.",
  },
  {
    ago: "45h",
    item: "honest-category",
    does: "clear",
    by: "mei",
    rationale: "A mistake that the member reported himself. No malice is shown, so the rule on evasion does not apply.",
  },
  {
    ago: "42h",
    item: "political-plain",
    does: "clear",
    by: "jonas",
    rationale: "Unpaid opinion of an ordinary user about a local vote. The rule is about paid or unlawful propaganda.",
  },
  {
    ago: "39h",
    item: "angry-but-fair",
    does: "clear",
    by: "mei",
    rationale: "A harsh review of a real purchase. It says what broke and attacks nobody.",
  },
  {
    ago: "38h",
    item: "bought-fans",
    does: "decide",
    by: "mei",
    clause: "Table.9",
    facts: "评论区大量相同语句，关注数一夜增长十万，系以不正当方式对关注数和评论造假。",
  },
  {
    ago: "37h",
    item: "stolen-picture",
    does: "decide",
    by: "mei",
    clause: "Table.11.1",
    facts: "权利人举报：商品图为其拍摄，水印被裁去后用于推广。",
    findings: { reporterRelation: "rights-holder" },
  },
  {
    ago: "2130m",
    item: "fake-official",
    does: "decide",
    by: "jonas",
    clause: "Table.5.6",
    facts: "冒充淘宝官方名义发放红包，并索取银行卡信息。",
  },
  {
    ago: "35h",
    item: "good-complaint",
    does: "clear",
    by: "mei",
    rationale: "买家如实描述未发货，没有侮辱、诽谤内容，不构成违规。",
  },
  {
    ago: "2010m",
    item: "gift-promise",
    does: "decide",
    by: "mei",
    clause: "Table.8",
    facts: "商家承诺前一百名参与者获赠香薰，买家参与后未收到，商家拒绝补发。",
  },
  {
    ago: "33h",
    item: "virtual-goods",
    does: "decide",
    by: "mei",
    clause: "Table.7.1",
    facts: "正文推广游戏点卡、话费充值和成人用品，均为不允许发布的信息。",
  },
  {
    ago: "32h",
    item: "counterfeit-shoes",
    does: "escalate",
    by: "mei",
    to: "legal",
    why: "The rights holder cites a mark that is registered in two classes only. Is footwear one of them?",
  },
  { ago: "31h", item: "shop-card", does: "clear", by: "mei", rationale: "内容仅为本店活动，看不出推广其他店铺。" },
  {
    ago: "30h",
    item: "v4pe",
    does: "decide",
    by: "mei",
    clause: "II.circumvention.keyword",
    facts:
      "Letters are swapped for digits and signs in the title, the category is Toys, and the text sends buyers to the description for the real model.",
    findings: {
      malicious: true,
      maliciousWhy:
        "The disguise of every keyword and the wrong category together show that the checks were to be avoided.",
      infringements: 1,
    },
  },
  {
    ago: "29h",
    item: "slur-review",
    does: "decide",
    by: "mei",
    clause: "2.discrimination",
    facts:
      "The review speaks of “these people” and their “caves” and wants them sent back. It attacks people for where they come from.",
    sanctions: [{ action: "ae.delete-content" }],
  },
  {
    ago: "1650m",
    item: "adult-gif",
    does: "decide",
    by: "mei",
    clause: "5.sensitive.9.a",
    facts: "The profile text offers uncensored videos behind a link.",
    sanctions: [{ action: "ae.delete-content" }, { action: "ae.disable-publishing", openEnded: true }],
  },
  {
    ago: "13h",
    item: "chemical-ban",
    does: "wait",
    by: "mei",
    waitingFor: "The importing country's list of banned refrigerants, asked of the compliance team",
  },
  {
    ago: "18h",
    item: "hate-quoted",
    does: "decide",
    by: "mei",
    clause: "CG/Hate.2",
    facts: "The post repeats the word vermin about a group of people.",
    sanctions: [{ action: "cg.change-visibility", dsaValue: "DECISION_VISIBILITY_CONTENT_DISABLED" }],
  },
  { ago: "64790s", item: "hate-quoted", does: "undo", by: "mei" },
  {
    ago: "23h",
    item: "cart-malware",
    does: "decide",
    by: "mei",
    clause: "Table.3",
    facts: "打开话题即未经消费者允许把三件商品加入购物车。",
    findings: { malicious: true, maliciousWhy: "页面没有任何提示，三件商品均为本店高价款，显系有意为之。" },
  },
  {
    ago: "810m",
    item: "pyramid",
    does: "decide",
    by: "mei",
    clause: "5.sensitive.7",
    facts: "Asks for 100 up front and five new members from each new member, with a promised income for doing nothing.",
    sanctions: [{ action: "ae.block-content" }, { action: "ae.suspend-account", openEnded: true }],
  },
  {
    ago: "1020m",
    item: "rumour",
    does: "decide",
    by: "mei",
    clause: "2.false-information",
    facts:
      "Says that tap water is poisoned and hospitals are full. The water company has published that this is untrue.",
    sanctions: [{ action: "ae.delete-content" }],
  },
  {
    ago: "20h",
    item: "minor-photo-parent",
    does: "decide",
    by: "jonas",
    clause: "CG/MinorsInfo.2",
    facts: "A parent asks for the deletion of a picture in which their child can be recognised.",
    findings: { reporterRelation: "parent" },
  },
  {
    ago: "18h",
    item: "angry-but-fair",
    does: "appeal",
    side: "notifier",
    text: "This review costs us sales every day. The blender passed our own test. Please look again.",
  },
  {
    ago: "17h",
    item: "gift-promise",
    does: "appeal",
    side: "affected",
    text: "赠品其实已经全部寄出，快递单号可以提供，买家填错了地址。请复核。",
  },
  { ago: "16h", item: "gift-promise", does: "take", by: "amara" },
  {
    ago: "15h",
    item: "gift-promise",
    does: "answer",
    by: "amara",
    outcome: "reversed",
    reasons:
      "商家提供的快递记录显示赠品已按期寄出，退回原因为地址有误，且商家已重新寄送。“拒绝补发”这一要件不成立，决定予以推翻。",
  },
  {
    ago: "14h",
    item: "stolen-picture",
    does: "appeal",
    side: "affected",
    text: "图片是供应商给的，我们不知道有版权问题，已经删除。能否恢复微淘功能？",
  },
  { ago: "13h", item: "stolen-picture", does: "take", by: "jonas" },
  {
    ago: "12h",
    item: "stolen-picture",
    does: "answer",
    by: "jonas",
    outcome: "partly_reversed",
    liftLast: true,
    keepStrike: true,
    reasons: "盗用图片属实，删除维持不变。商家当日主动删除并联系权利人，暂停功能与其行为不相称，予以解除。",
  },
  { ago: "11h", item: "bought-fans", does: "appeal", side: "affected", text: "粉丝是参加活动自然增长的，不是买的。" },
  { ago: "10h", item: "bought-fans", does: "take", by: "amara" },
  {
    ago: "9h",
    item: "bought-fans",
    does: "answer",
    by: "amara",
    outcome: "upheld",
    reasons: "十万个关注中有九万余个账号在同一小时注册，评论文字完全相同。没有证据表明增长来自活动，决定予以维持。",
  },
  {
    ago: "8h",
    item: "shop-card",
    does: "appeal",
    side: "notifier",
    text: "图中写明推荐隔壁店铺有奖，这就是店铺广告，请再看一遍。",
  },
  { ago: "7h", item: "shop-card", does: "take", by: "jonas" },
  {
    ago: "6h",
    item: "shop-card",
    does: "answer",
    by: "jonas",
    outcome: "reversed",
    reasons: "正文确有“推荐隔壁老王家的店铺号也有奖”，属于推广店铺号的广告信息，原先“未违规”的认定有误，案件重新打开。",
  },
  {
    ago: "5h",
    item: "rumour",
    does: "note",
    by: "jonas",
    text: "Third rumour of this kind this week; the others came from new accounts.",
    onAccount: true,
  },
  {
    ago: "4h",
    item: "fake-official",
    does: "appeal",
    side: "affected",
    text: "我们有官方的活动授权，请等我们补交材料。",
  },
  { ago: "3h", item: "fake-official", does: "take", by: "amara" },
  { ago: "170m", item: "minor-photo-parent", does: "appeal", side: "affected", text: "asdf" },
  { ago: "160m", item: "minor-photo-parent", does: "take", by: "amara" },
  {
    ago: "150m",
    item: "minor-photo-parent",
    does: "reject",
    by: "amara",
    reasons:
      "The appeal says nothing that can be looked at. Write in a sentence or two what is wrong with the decision, and we will look at it.",
  },
  {
    ago: "140m",
    item: "pyramid",
    does: "appeal",
    side: "affected",
    text: "I have deleted the messages and asked my partner programme to close my account. Please forget this appeal.",
  },
  { ago: "130m", item: "pyramid", does: "take", by: "amara" },
  {
    ago: "120m",
    item: "pyramid",
    does: "answer",
    by: "amara",
    outcome: "omitted",
    reasons: "You have withdrawn the appeal. There is nothing left to decide, and the decision stays as it is.",
  },
  {
    ago: "100m",
    item: "sextortion",
    does: "refer",
    by: "jonas",
    country: "SG",
    why: "Threat to publish an intimate recording for money. The person in danger has agreed to us telling the police.",
  },
  { ago: "1m", item: "invest-scam", does: "claim", by: "mei" },
];

import type { SkillChoices } from "@/lib/queue/contract";

/** What there is to choose from where the tests show a person. */
export const exampleChoices: SkillChoices = {
  platforms: [{ id: "wechat", name: { en: "WeChat", hans: "微信", hant: "微信" } }],
  languages: ["en", "zh-Hans"],
  groups: [{ ref: "3", platform: "wechat", title: { en: "Fraud", hans: "欺诈" } }],
};

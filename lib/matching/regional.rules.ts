/**
 * Words that are not only written but said otherwise in Taiwan and Hong Kong, in simplified characters as everything folded
 * is: changing the script alone leaves them unknown to a lexicon that was written with the words of the mainland.
 */
const saidOtherwise: readonly (readonly [word: string, ...others: string[]])[] = [
  ["身份证", "身分证"],
  ["手机号", "行动电话"],
  ["软件", "软体"],
  ["程序", "程式"],
  ["视频", "影片"],
  ["直播", "实况"],
  ["链接", "连结"],
  ["网站", "网页"],
  ["网络", "网路"],
  ["服务器", "伺服器"],
  ["数据库", "资料库"],
  ["数据", "资料"],
  ["个人信息", "个资"],
  ["信息", "资讯"],
  ["用户", "使用者"],
  ["登录", "登入"],
  ["打印", "列印"],
  ["黑客", "骇客"],
  ["人肉", "肉搜"],
  ["水军", "网军"],
  ["点赞", "按赞"],
  ["评论", "留言"],
  ["店铺", "卖场"],
  ["转账", "汇款"],
  ["优惠券", "折价券"],
  ["传销", "老鼠会"],
  ["赌博", "博弈"],
  ["赌球", "签赌"],
  ["冰毒", "安非他命"],
  ["恐怖袭击", "恐怖攻击"],
  ["招聘", "征才"],
  ["工资", "薪水"],
  ["兼职", "打工"],
  ["初中", "国中"],
  ["小学生", "国小生"],
];

/** A Chinese term as it is written, and with each of its words as it is said elsewhere. */
export function regionalForms(written: string): string[] {
  const forms = [written];
  for (const [word, ...others] of saidOtherwise)
    for (const form of [...forms])
      if (form.includes(word)) forms.push(...others.map((other) => form.replaceAll(word, other)));
  return forms;
}

const hosts = new Set(
  `aliexpress.com alibaba.com 1688.com taobao.com tmall.com weixin.qq.com qq.com weibo.com douyin.com bilibili.com zhihu.com
  xiaohongshu.com baidu.com pan.baidu.com youtube.com youtu.be facebook.com instagram.com tiktok.com twitter.com x.com
  reddit.com t.me telegram.org telegram.me wa.me whatsapp.com discord.gg discord.com pinterest.com linkedin.com vk.com
  google.com docs.google.com drive.google.com sites.google.com forms.gle goo.gl maps.app.goo.gl amazon.com ebay.com etsy.com
  github.com medium.com wikipedia.org wordpress.com blogspot.com tumblr.com linktr.ee bit.ly tinyurl.com t.cn t.co url.cn
  dwz.cn is.gd ow.ly cutt.ly rb.gy apple.com apps.apple.com play.google.com paypal.com paypal.me dropbox.com wetransfer.com`.split(
    /\s+/,
  ),
);

/**
 * True for a link that names a place of many people and nothing in it: two posts that both say "youtube.com" have
 * nothing in common. A whole link there, and the bare address of somebody's own site, say where they lead.
 * @param key a normalised address (`locationKey`)
 */
export function isSharedHostAlone(key: string): boolean {
  const [, host = "", rest = ""] = /^https:\/\/([^/?#]+)(.*)$/.exec(key) ?? [];
  return rest === "" && hosts.has(host.replace(/^(?:m|mobile|en|zh)\./, ""));
}

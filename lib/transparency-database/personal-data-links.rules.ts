import type { Detector } from "./personal-data-patterns.rules";

const rest = "[^\\s<>\"'“”，。；、！？）】》]+";
const link = new RegExp(`(?:https?:\\/\\/|(?<![\\w@.])www\\.)${rest}`, "giu");
/** An address typed without its scheme: a domain and a path. */
const bareLink = new RegExp(`(?<![\\w@.-])(?:[a-z0-9-]{1,63}\\.){1,4}[a-z]{2,24}\\/${rest}`, "giu");

/** Services where the first part of the path, whatever it is, is mostly somebody's page. */
const socialHost =
  /^(?:https?:\/\/)?(?:t\.me|wa\.me|line\.me|youtu\.be|u\.wechat\.com|weixin\.qq\.com\/r|qm\.qq\.com|qr\.alipay\.com|(?:[a-z0-9-]{1,63}\.){0,2}(?:facebook|instagram|tiktok|twitter|x|weibo|linkedin|youtube|vk|telegram|xiaohongshu|douyin|github|gitlab|reddit|snapchat|twitch|threads|pinterest|bilibili|kuaishou|zhihu)\.(?:com|me|net|tv|cn))\/[^/]/iu;
/** A user's own page, an id, a key: parts of an address that point at one person. */
const idInLink =
  /\/(?:u|user|users|profile|profiles|member|members|people|person|account|accounts|author|authors|seller|sellers|buyer|buyers|customer|customers|orders?|id|uid)\/[^/?#]+|\/(?:store|stores|shop|shops)\/\d+|\/[@~][^/?#]+|[?&#]u=[^&#]+|[?&#](?:[a-z]*_?)?(?:uid|user|userid|user_id|username|account|author|member|memberid|openid|unionid|profile|seller|sellerid|buyer|buyerid|id|orderid|email|mail|phone|tel|name|token|sid|session)=[^&#]+|\d{6,}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/iu;

/** A full stop or bracket after a link belongs to the sentence. */
const linkEnd = (match: string) => match.replace(/[.,;:!?)\]]+$/, "");
const ofOnePerson = (match: string) => (socialHost.test(match) || idInLink.test(match) ? linkEnd(match) : null);

export const linkDetectors: readonly Detector[] = [
  { kind: "url_with_id", pattern: link, confirm: ofOnePerson },
  { kind: "url_with_id", pattern: bareLink, confirm: ofOnePerson },
];

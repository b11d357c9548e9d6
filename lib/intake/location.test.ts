import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanLocation, isAddress, locationKey } from "./location.rules";
import { alwaysTracking, trackingOfHost, trackingPrefixes } from "./tracking-parameters.rules";

function keyOf(location: string): string {
  const answer = locationKey(location);
  if (!answer.ok) throw new Error(`${location}: ${answer.reason}`);
  return answer.key;
}

test("ten ways to write one address are one place", () => {
  const ways = [
    "https://www.aliexpress.com/item/1005001.html",
    "http://www.aliexpress.com/item/1005001.html",
    "HTTPS://WWW.AliExpress.COM/item/1005001.html",
    "https://www.aliexpress.com:443/item/1005001.html",
    "https://aliexpress.com/item/1005001.html#reviews",
    "https://www.aliexpress.com/item/1005001.html?spm=a2g0o.home.1&scm=1007",
    "https://www.aliexpress.com/item/1005001.html?utm_source=mail&gclid=x",
    "https://someone:secret@www.aliexpress.com/item/1005001.html",
    "www.aliexpress.com/item/1005001.html",
    "  https://www.aliexpress.com/%69tem/1005001.html/ ",
  ];
  expect(new Set(ways.map(keyOf))).toEqual(new Set(["https://aliexpress.com/item/1005001.html"]));
});

test("what changes the thing shown keeps two addresses apart", () => {
  const apart = [
    "https://mp.weixin.qq.com/s?__biz=MzA&mid=1&idx=1&sn=ab",
    "https://mp.weixin.qq.com/s?__biz=MzA&mid=1&idx=2&sn=ab",
    "https://mp.weixin.qq.com/S?__biz=MzA&mid=1&idx=1&sn=ab",
    "https://shop.example/app#/post/1",
    "https://shop.example/app#/post/2",
    "https://shop.example/post/1#comment-12",
    "https://shop.example/post/1#comment-13",
    "https://shop.example:8443/post/1",
  ];
  expect(new Set(apart.map(keyOf)).size).toBe(apart.length);
});

test("a host in Chinese characters and its ASCII form are one place", () => {
  expect(keyOf("https://例子.中国/商品/1")).toBe(keyOf("https://xn--fsqu00a.xn--fiqs8s/%E5%95%86%E5%93%81/1"));
});

test("an id of the platform stands for itself, in the signs that platforms write ids with", () => {
  for (const id of ["1005001234567890", "SKU-4471", "sku:4471", "__biz=MzA4NTk==", "shop/12/item_9", "v1.aZ+09/x="])
    expect(keyOf(`  ${id} `)).toBe(id);
  expect(keyOf("sku:4471")).not.toBe(keyOf("SKU:4471"));
  expect(keyOf("x".repeat(200))).toHaveLength(200);
});

test("what is neither an address nor an id is no location: words, too long, signs that no id has", () => {
  for (const typed of [
    "not a url",
    "SKU 4471",
    "the second comment",
    "x".repeat(201),
    "café-1",
    "商品 1",
    "<script>",
    "a@b.example",
    "-1",
    "/etc",
    "#5",
  ])
    expect(locationKey(typed), typed).toEqual({ ok: false, reason: "location_unknown" });
});

test("an address that is not of the web is refused as an address, and not taken for an id", () => {
  for (const typed of [
    "ftp://files.example/1",
    "weixin://dl/article?id=1",
    "FTP://x",
    "ssh://a",
    "taobao://item/5",
    "x\n://y",
  ])
    expect(locationKey(typed), typed).toEqual({ ok: false, reason: "location_scheme" });
});

test("an address that runs something instead of naming a place is refused, also in disguise", () => {
  for (const disguise of [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\nscript:alert(1)",
    "\u200bjavascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
  ]) {
    expect(locationKey(disguise)).toEqual({ ok: false, reason: "location_scheme" });
  }
});

test("no location, and an address without a host, are told apart", () => {
  expect(locationKey(" \u200b ")).toEqual({ ok: false, reason: "required" });
  for (const broken of ["https://", "http:///path", "https://[::1", "https://a b.example/"]) {
    expect(locationKey(broken), broken).toEqual({ ok: false, reason: "location_unreadable" });
  }
});

test("only an address is ever shown as a link", () => {
  expect(isAddress("https://a.example/1")).toBe(true);
  expect(isAddress("a.example/1")).toBe(false);
  expect(isAddress("sku:4471")).toBe(false);
});

const words = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const addresses = fc
  .record({
    host: fc
      .tuple(fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/), fc.constantFrom("example", "test.example"))
      .map((parts) => parts.join(".")),
    path: fc.array(words, { maxLength: 4 }),
    query: fc.uniqueArray(
      fc.tuple(
        words.map((word) => `q${word}`),
        words,
      ),
      { maxLength: 4, selector: ([name]) => name },
    ),
  })
  .map(({ host, path, query }) => ({ host, path, query }));

type Address = { host: string; path: string[]; query: [string, string][] };
const written = ({ host, path, query }: Address) =>
  `https://${host}/${path.join("/")}${query.length ? `?${query.map((pair) => pair.join("=")).join("&")}` : ""}`;

test("the key of a key is that key, for any text that has one", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "grapheme" }),
        fc.webUrl({ withFragments: true, withQueryParameters: true }),
        addresses.map(written),
      ),
      (text) => {
        const first = locationKey(text);
        if (first.ok) expect(locationKey(first.key)).toEqual(first);
      },
    ),
    { numRuns: 500 },
  );
});

test("tracking parameters, the order of parameters, the host's case and a fragment never make another place", () => {
  fc.assert(
    fc.property(
      addresses,
      fc.constantFrom("utm_campaign", "gclid", "spm", "aff_fcid", "fbclid"),
      words,
      fc.infiniteStream(fc.nat()),
      (address, name, value, order) => {
        const shuffled: [string, string][] = [...address.query, [name, value]];
        const noisy: Address = {
          ...address,
          host: address.host.toUpperCase(),
          query: shuffled
            .map((pair) => ({ pair, at: order.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ pair }) => pair),
        };
        expect(keyOf(`${written(noisy)}#top`)).toBe(keyOf(written(address)));
      },
    ),
  );
});

test("another path or another parameter is another place", () => {
  fc.assert(
    fc.property(addresses, words, (address, word) => {
      const base = keyOf(written(address));
      expect(keyOf(written({ ...address, path: [...address.path, word] }))).not.toBe(base);
      expect(keyOf(written({ ...address, query: [...address.query, ["id", word]] }))).not.toBe(base);
    }),
  );
});

test("a share link loses everything that tells of the person who shared it, and nothing else", () => {
  const always = [...alwaysTracking, ...trackingPrefixes.map((prefix) => `${prefix}x`)].map((name) => [
    "shop.example",
    name,
  ]);
  const ofHosts = trackingOfHost.flatMap(({ suffix, names }) => [...names].map((name) => [`m.${suffix}`, name]));
  for (const [host, name = ""] of [...always, ...ofHosts]) {
    const [plain, coded] = [name.toUpperCase(), `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`];
    for (const written of [name, plain, coded]) {
      const clean = cleanLocation(`https://${host}/商品/1?id=7&${written}=notifier-4711&sku=A%20b`);
      expect(clean, written).toBe(`https://${host}/商品/1?id=7&sku=A%20b`);
      expect(cleanLocation(`https://${host}/app#/post/1?${written}=notifier-4711&p=2`)).not.toContain("notifier");
    }
  }
});

test("a cleaned location has no sign-in part and no fragment that names nothing, and still names the same place", () => {
  for (const [typed, clean] of [
    ["https://someone:secret@www.shop.example:8443/a/b/?id=1#reviews", "https://www.shop.example:8443/a/b/?id=1"],
    ["https://mp.weixin.qq.com/s/abc?sharer_shareid=wxid&chksm=1#wechat_redirect", "https://mp.weixin.qq.com/s/abc"],
    ["shop.example/a?utm_source=x", "https://shop.example/a"],
    ["https://shop.example/post/1#comment-12", "https://shop.example/post/1#comment-12"],
    ["  SKU-4471 ", "SKU-4471"],
  ] as const) {
    expect(cleanLocation(typed)).toBe(clean);
    expect(keyOf(clean)).toBe(keyOf(typed));
  }
});

test("what was stored as a location before it had to be an address or an id is cleaned and shown as ever", () => {
  expect(cleanLocation("weixin://dl/article?id=1&sharer_shareid=wxid")).toBe("weixin://dl/article?id=1");
  expect(cleanLocation("  SKU   4471 ")).toBe("SKU 4471");
});

test("cleaning a clean location changes nothing, for any text", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "grapheme" }), fc.webUrl({ withFragments: true, withQueryParameters: true })),
      (text) => {
        expect(cleanLocation(cleanLocation(text))).toBe(cleanLocation(text));
      },
    ),
  );
});

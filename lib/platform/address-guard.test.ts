import fc from "fast-check";
import { expect, test } from "vitest";
import { readAddress } from "./address.rules";
import { isPublicAddress } from "./address-guard";

const byte = fc.integer({ min: 0, max: 255 });
const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16));
/** Any address of a network, the rest of it by chance. */
const inside = (begin: number[]) =>
  fc.tuple(byte, byte, byte, byte).map((rest) => [...begin, ...rest].slice(0, 4).join("."));
const privateNetworks: number[][] = [
  [10],
  [127],
  [0],
  [169, 254],
  [192, 168],
  [172, 16],
  [172, 31],
  [100, 64],
  [224],
  [255],
  [198, 18],
];

test("no address of a private, loopback, link-local or multicast network is asked, however it is written", () => {
  fc.assert(
    fc.property(fc.constantFrom(...privateNetworks).chain(inside), (address) => {
      const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
      const hex = [(a << 8) | b, (c << 8) | d].map((number) => number.toString(16)).join(":");
      const written = [
        address,
        `::ffff:${address}`,
        `::ffff:${hex}`,
        `::${address}`,
        `64:ff9b::${address}`,
        `2002:${hex}::1`,
      ];
      for (const one of written) expect(isPublicAddress(one), one).toBe(false);
    }),
  );
});

test("of IPv6 only what is given out counts: nothing outside 2000::/3 is asked", () => {
  const outside = fc.integer({ min: 0, max: 0xffff }).filter((first) => first >> 13 !== 1);
  fc.assert(
    fc.property(outside, fc.array(group, { minLength: 7, maxLength: 7 }), (first, rest) => {
      expect(isPublicAddress([first.toString(16), ...rest].join(":"))).toBe(false);
    }),
  );
});

test.each(["8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::8a"])(
  "%s is on the open internet",
  (address) => expect(isPublicAddress(address)).toBe(true),
);

test.each([
  "",
  "localhost",
  "fe80::1%eth0",
  "2606:4700::1111%1",
  "1.1.1",
  "0x7f.1",
  "168.63.129.16",
  "fd00:ec2::254",
  "::",
  "::1",
])("%j is not", (address) => expect(isPublicAddress(address)).toBe(false));

test("other ways of writing 127.0.0.1 are read as that address before they are looked at", () => {
  for (const host of ["2130706433", "0x7f000001", "0177.0.0.1", "127.1"]) {
    const read = readAddress(`http://${host}/`);
    expect(read.ok && isPublicAddress(read.url.hostname), host).toBe(false);
    expect(read.ok && read.url.hostname).toBe("127.0.0.1");
  }
});

test.each([
  ["file:///etc/passwd", "address_scheme"],
  ["ftp://a.example/x", "address_scheme"],
  ["javascript:alert(1)", "address_scheme"],
  ["data:image/png;base64,AA", "address_scheme"],
  ["https://me:secret@a.example/x", "address_credentials"],
  ["http://a.example:25/x", "address_port"],
  ["http://a.example:22/x", "address_port"],
  ["not an address", "address_unreadable"],
])("%s is refused as %s", (text, why) => expect(readAddress(text)).toEqual({ ok: false, why }));

import fc from "fast-check";
import { expect, test } from "vitest";
import { builtInPlatforms, readBuiltInPack } from "../built-in.store";
import { importDocument } from "./document.rules";
import { VersionFile } from "./version.contract";
import { versionOf, versionText } from "./version-file.rules";

const files = builtInPlatforms.flatMap((slug) => {
  const pack = readBuiltInPack(slug);
  return pack.versions.flatMap(({ id }) => versionOf(pack, id) ?? []);
});

const words = fc.stringMatching(/^[a-z“”' é—.,]{1,40}$/).filter((text) => text.trim() !== "");
const chinese = fc.stringMatching(/^[一-鿿，。《》]{1,20}$/);
const day = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2090-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const maybe = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: null });
const scripts = fc.record({ hans: chinese, hant: chinese });

/** What a desk writes into a version beside its rules: labels in every script, and days. */
const labels = fc.record({
  version: fc.record({
    label: words,
    announced: maybe(day),
    effectiveFrom: maybe(day),
    effectiveTo: maybe(day),
    zh: maybe(fc.record({ label: chinese, textNote: maybe(chinese), basis: maybe(chinese) })),
  }),
  document: fc.record({ titleZh: maybe(scripts), lastUpdated: maybe(day), source: maybe(words) }),
  clause: fc.record({ titleZh: maybe(scripts), refZh: maybe(chinese) }),
  action: fc.record({ labelZh: maybe(scripts), zh: maybe(chinese) }),
});

test("whatever labels and days a version has, in simplified and traditional Chinese, its export is read and exported as the same bytes", () => {
  fc.assert(
    fc.property(fc.constantFrom(...files), labels, fc.nat(), (file, said, at) => {
      const one = <Item>(list: readonly Item[], change: Partial<Item>): Item[] =>
        list.map((item, index) => (index === at % list.length ? { ...item, ...change } : item));
      const changed = VersionFile.parse({
        ...file,
        version: { ...file.version, ...said.version },
        documents: one(file.documents, said.document),
        clauses: one(file.clauses, said.clause),
        sanctions: { ...file.sanctions, actions: one(file.sanctions.actions, said.action) },
      });
      const text = versionText(changed);
      const bytes = Buffer.from(text);
      const read = importDocument({ bytes, name: "version.json", format: "auto", platform: file.platform });
      if (!read.ok || !read.value.version) throw new Error(JSON.stringify(read));
      expect(versionText(read.value.version)).toBe(text);
      expect(read.value.version.version).toEqual(changed.version);
    }),
    { numRuns: 100 },
  );
});

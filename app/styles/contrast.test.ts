import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");
type Theme = "light" | "dark";
type Rgb = [number, number, number];

/** OKLCH to linear sRGB (Ottosson's matrices), clipped into the gamut as screens do. */
function linear(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb: Rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return rgb.map((part) => Math.min(1, Math.max(0, part))) as Rgb;
}

function luminance(token: string, theme: Theme): number {
  const found = new RegExp(`--${token}: light-dark\\(oklch\\(([^)]+)\\), oklch\\(([^)]+)\\)\\)`).exec(css);
  const written = found?.[theme === "light" ? 1 : 2];
  if (!written) throw new Error(`no token --${token}`);
  const [lightness = 0, chroma = 0, hue = 0] = written.split(" ").map(Number);
  const [red, green, blue] = linear(lightness, chroma, hue);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
function contrast(first: string, second: string, theme: Theme): number {
  const [high = 0, low = 0] = [luminance(first, theme), luminance(second, theme)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const themes: Theme[] = ["light", "dark"];
const grounds = ["canvas", "surface", "raised", "sunken", "hover", "selected"];
const softGrounds = ["danger-soft", "caution-soft", "good-soft", "information-soft", "accent-soft"];
const meanings = ["danger", "caution", "good", "information", "accent"];

function expectAll(theme: Theme, words: readonly string[], behind: readonly string[], least: number) {
  const short = words
    .flatMap((word) => behind.map((ground) => ({ pair: `${word} on ${ground}`, ratio: contrast(word, ground, theme) })))
    .filter(({ ratio }) => ratio < least)
    .map(({ pair, ratio }) => `${pair}: ${ratio.toFixed(2)}`);
  expect(short).toEqual([]);
}

test("the measure itself is right: black on white is 21 to 1", () => {
  expect(
    (linear(1, 0, 0).reduce((sum, part, at) => sum + part * ([0.2126, 0.7152, 0.0722][at] ?? 0), 0) + 0.05) / 0.05,
  ).toBeCloseTo(21, 1);
});

test.each(themes)("in the %s theme, text for reading has at least 7:1 on every ground", (theme) => {
  expectAll(theme, ["ink", "ink-soft"], [...grounds, ...softGrounds], 7);
  expectAll(theme, ["ink"], ["mark"], 7);
});

test.each(themes)(
  "in the %s theme, links and the words of the four meanings are readable too, 7:1 where they stand",
  (theme) => {
    for (const meaning of meanings)
      expectAll(theme, [`${meaning}-ink`], ["canvas", "surface", "raised", `${meaning}-soft`], 7);
  },
);

test.each(themes)("in the %s theme, everything else that is read has at least 4.5:1", (theme) => {
  expectAll(theme, ["ink-faint"], grounds, 4.5);
  expectAll(theme, ["danger-ink", "caution-ink", "good-ink", "information-ink", "accent-ink"], grounds, 4.5);
  expectAll(theme, ["on-accent"], ["accent", "accent-hover"], 4.5);
  expectAll(theme, ["on-danger"], ["danger", "danger-hover"], 4.5);
  expectAll(theme, ["canvas"], ["ink"], 7);
});

test.each(themes)("in the %s theme, edges of controls and the focus ring are seen, 3:1", (theme) => {
  expectAll(theme, ["line-strong", "focus"], ["canvas", "surface", "raised", "sunken"], 3);
});

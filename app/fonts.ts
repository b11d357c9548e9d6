import { GeistSans } from "geist/font/sans";
import localFont from "next/font/local";

/** References only: not preloaded, so a page without one does not pay for it. */
const mono = localFont({
  src: "../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--font-geist-mono",
  weight: "100 900",
  preload: false,
  adjustFontFallback: false,
});

export const fontVariables = `${GeistSans.variable} ${mono.variable}`;

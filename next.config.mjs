import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./i18n/request.ts");

const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  // Not `no-referrer`: browsers then send `Origin: null` with forms, and a write whose origin is unknown is refused.
  // Not wider: the address of a statement holds its token.
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
];

/** Pages get their policy, with a nonce, from proxy.ts; answers of the API are never documents. */
const apiOnly = [
  {
    key: "Content-Security-Policy",
    value: "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  },
];

/** @type {import("next").NextConfig} */
const config = {
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  devIndicators: false,
  // Types are checked by `npm run check` and `npm test`; a newcomer's first start need not wait for them again.
  typescript: { ignoreBuildErrors: true },
  // These read files beside their own code (wasm, native binaries), which a bundle would lose.
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@node-rs/argon2",
    "nodemailer",
    "pdfkit",
    "pg",
    "opencc-js",
    "pinyin-pro",
    "prom-client",
    "sharp",
  ],
  outputFileTracingIncludes: { "/*": ["./messages/**/*.json"] },
  // `authInterrupts`: a page that a role may not see says so with status 403 (`forbidden()` in app/(desk)/page-actor.ts).
  experimental: {
    optimizePackageImports: ["radix-ui"],
    authInterrupts: true,
    // An appeal with its files (lib/appeals/attachment.rules.ts), and room for the form around them.
    serverActions: { bodySizeLimit: "9mb" },
  },
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    { source: "/api/:path*", headers: apiOnly },
  ],
};

export default withNextIntl(config);

export type MailPiece = { text: string; href: string | null };

/** The text of a mail with its addresses of ours as links; others stay text: what people wrote is in there too. */
export function piecesOf(body: string, ours: string): MailPiece[] {
  const origin = new URL(ours).origin;
  return body
    .split(/(https?:\/\/[^\s<>"]+)/)
    .filter((text) => text !== "")
    .map((text) => ({ text, href: hrefOf(text, origin) }));
}

function hrefOf(text: string, origin: string): string | null {
  if (!text.startsWith("http")) return null;
  try {
    const url = new URL(text);
    return url.origin === origin ? url.pathname + url.search : null;
  } catch {
    return null;
  }
}

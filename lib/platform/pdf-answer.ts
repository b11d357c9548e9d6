import "server-only";
import { type PrintedLetter, pdfOfLetter } from "./letter-pdf";

/** A letter as a file to keep, named by its reference; nothing between here and its reader keeps a copy. */
export async function pdfAnswer(letter: PrintedLetter): Promise<Response> {
  const bytes = await pdfOfLetter(letter);
  const name = letter.reference.replaceAll(/[^\w-]+/g, "-");
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="${name}.pdf"`,
      "cache-control": "no-store",
      "x-robots-tag": "noindex, nofollow, noarchive",
    },
  });
}

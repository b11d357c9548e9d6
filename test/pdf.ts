import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

type Node = { role?: string; children?: readonly Node[]; type?: string; id?: string };

/** What a reader finds in the file: its language, its title, and each piece of text under its tag, in order. */
export async function readBack(bytes: Uint8Array) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const { info } = await pdf.getMetadata();
  const tagged: { role: string; text: string }[] = [];
  const untagged: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const texts = new Map<string, string>();
    const open: (string | null)[] = [];
    for (const item of items) {
      if ("str" in item) {
        const id = open.findLast((one) => one !== null);
        if (id) texts.set(id, (texts.get(id) ?? "") + item.str);
        else untagged.push(item.str);
      } else if (item.type === "endMarkedContent") open.pop();
      else open.push(item.id ?? null);
    }
    const walk = (node: Node, role: string) => {
      if (node.type === "content" && node.id) tagged.push({ role, text: texts.get(node.id) ?? "" });
      for (const child of node.children ?? []) walk(child, node.role ?? role);
    };
    walk((await page.getStructTree()) ?? {}, "");
  }
  return { info, tagged, untagged, pages: pdf.numPages, marks: await pdf.getMarkInfo() };
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { attachmentKind, attachmentLimits, attachmentProblem, cleanName } from "./attachment.rules";

const bytes = (text: string) => new TextEncoder().encode(text);
const aPdf = bytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

test("a file is what is in it, whatever it is called", () => {
  expect(attachmentKind(aPdf)).toBe("pdf");
  expect(attachmentKind(bytes("The seller wrote to me on 3 May: 您好"))).toBe("text");
  expect(attachmentKind(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0))).toBe("picture");
  expect(attachmentKind(Uint8Array.of(0x4d, 0x5a, 0x90, 0x00))).toBeNull();
  expect(attachmentKind(bytes("PK\u0003\u0004 a workbook"))).toBeNull();
  // Only the beginning of one, or something in front of it.
  expect(attachmentKind(Uint8Array.of(...bytes("%PDF-1.7\n"), 0))).toBeNull();
  expect(attachmentKind(new Uint8Array())).toBeNull();
});

test("a name keeps what a person reads of it, loses what hides or leads elsewhere, and ends as what the file is", () => {
  expect(cleanName("bill.pdf.exe", "picture")).toBe("bill.pdf.webp");
  expect(cleanName("../../etc/passwd", "text")).toBe("passwd.txt");
  expect(cleanName("C:\\letters\\答复.PDF", "pdf")).toBe("答复.pdf");
  expect(cleanName("in\u202Egpj.exe", "pdf")).toBe("ingpj.pdf");
  expect(cleanName(".htaccess", "text")).toBe("file.txt");
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (name) => {
      const clean = cleanName(name, "pdf");
      expect(clean).toMatch(/^[^\p{C}/\\<>:"|?*%;]{1,80}\.pdf$/u);
      expect(clean.startsWith(".")).toBe(false);
    }),
    { numRuns: 500, seed: 20 },
  );
});

test("too many, too large, all together too large, or of no kind that is taken: each says which file it is", () => {
  const file = (name: string, size: number) => ({ name, bytes: new Uint8Array(size).fill(97) });
  const { files, bytes: most } = attachmentLimits;
  expect(attachmentProblem([])).toBeNull();
  expect(attachmentProblem([file("a.txt", most)])).toBeNull();
  const six = Array.from({ length: files + 1 }, () => file("a.txt", 1));
  expect(attachmentProblem(six)).toEqual({ reason: "attachment_too_many", values: { max: 5, count: 6 } });
  expect(attachmentProblem([file("big.txt", most + 1)])).toMatchObject({ values: { name: "big.txt", max: 4 } });
  const three = ["a", "b", "c"].map((name) => file(name, 3_000_000));
  expect(attachmentProblem(three)?.reason).toBe("attachments_too_large");
  const odd = attachmentProblem([file("a.txt", 1), { name: "run\u202E.exe", bytes: Uint8Array.of(0x4d, 0x5a, 0) }]);
  expect(odd).toEqual({ reason: "attachment_kind", values: { name: "run.exe" } });
});

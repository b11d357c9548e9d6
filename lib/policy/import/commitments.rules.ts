import type { ImportedDraft, LeftLine } from "./contract";
import type { Piece } from "./piece.rules";
import { isRule, opensList } from "./words.rules";

const pledge =
  /^(?:.{0,60}\b)?(?:commitments?|commits?|committed|undertak(?:es?|ing)s?|pledges?)\b(?: \w+){0,2} (?:to|that|themselves)\b|[承][诺諾]|verpflicht(?:et|ung)|s[’']engage|se compromete/iu;
const addressed =
  /\b(?:you|users?|members?|sellers?|buyers?|customers?|accounts?) (?:must|may|shall|should|cannot|can|are|will)\b|您|用[户戶](?:不得|[应應])/iu;

/**
 * Is it a list of what a platform promises, and no rule against anybody? Half of its list, or a third of all its
 * paragraphs, are pledges, and hardly any addresses a user.
 */
export function areCommitments(pieces: readonly Piece[]): boolean {
  const texts = pieces.filter((piece) => piece.heading === null && piece.text.length > 30);
  const pledges = texts.filter((piece) => pledge.test(piece.text.slice(0, 200)));
  const items = texts.filter((piece) => piece.bullet || piece.mark);
  const pledgedItems = items.filter((piece) => pledges.includes(piece));
  const toUsers = texts.filter((piece) => addressed.test(piece.text) && isRule(piece.text));
  const many = pledges.length * 3 >= texts.length || (items.length > 3 && pledgedItems.length * 2 >= items.length);
  return pledges.length >= 3 && many && toUsers.length * 5 < pledges.length;
}

/** Each pledge with the heading it stands under. All lines are left out of the rules, and said to be so. */
export function commitmentsIn(pieces: readonly Piece[]): Pick<ImportedDraft, "commitments" | "notUnderstood"> {
  const commitments: ImportedDraft["commitments"] = [];
  const notUnderstood: LeftLine[] = [];
  let section: string | null = null;
  for (const [index, piece] of pieces.entries()) {
    const plain = !piece.bullet && !piece.mark;
    const next = pieces[index + 1];
    const heads =
      piece.heading !== null ||
      (plain && piece.text.length < 160 && !/[.。]$/u.test(piece.text) && next?.bullet === true);
    const pledged =
      !heads && (piece.bullet || piece.mark !== null ? section !== null : pledge.test(piece.text.slice(0, 200)));
    if (heads) section = opensList(piece.text) ? null : piece.text;
    if (pledged && (piece.bullet || piece.mark || !opensList(piece.text)))
      commitments.push({ section: plain ? null : section, text: piece.text, lines: [piece.line, piece.toLine] });
    notUnderstood.push({ line: piece.line, text: piece.text, why: pledged || heads ? "commitment" : "remark" });
  }
  return { commitments, notUnderstood };
}

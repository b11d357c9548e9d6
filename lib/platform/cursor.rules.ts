import { isId } from "./ids.rules";

/** The last row of a page in a list ordered by a moment and then by id. */
export type Place = { at: Date; id: string };

/**
 * Opaque to the caller; `list` binds it, so that the cursor of another list is not taken for one of this.
 * @throws for a name with a space: its cursors would be read as nobody's, and the first page come again for ever
 */
export function writePlace(list: string, { at, id }: Place): string {
  if (!/^\S+$/.test(list)) throw new TypeError(`the name of a list has no space in it: "${list}"`);
  return Buffer.from(`${list} ${at.toISOString()} ${id}`).toString("base64url");
}

/** The place a cursor stands for, or null when it is not one of this list. A year that no row can have is made up. */
export function readPlace(list: string, cursor: string): Place | null {
  if (cursor.length > 200 || !/^[A-Za-z0-9_-]+$/.test(cursor)) return null;
  const [of, moment = "", id = "", ...rest] = Buffer.from(cursor, "base64url").toString("utf8").split(" ");
  const at = new Date(moment);
  const isMoment = /^(19[7-9]|[2-9]\d\d)\d-.*Z$/.test(moment) && !Number.isNaN(at.getTime());
  if (of !== list || rest.length > 0 || !isId(id) || !isMoment) return null;
  return { at, id };
}

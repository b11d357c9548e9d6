import { validate } from "uuid";

/** Whether a part of an address can be an id at all: the database would fail on anything else. */
export function isId(text: string): boolean {
  return validate(text);
}

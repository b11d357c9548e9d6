/** An exception of a clause that words of the content or of a notifier speak for, with the first of these words. */
export type RaisedException = { letter: string; in: string; start: number; end: number; text: string; reason: string };

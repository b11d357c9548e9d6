/** A version of a report that was published, as everybody reads of it. */
export type PublishedVersion = {
  id: string;
  number: number;
  firstDay: string;
  lastDay: string;
  changeNote: string;
  publishedAt: string;
  sha256: string;
};

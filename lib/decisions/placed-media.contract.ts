/** A picture or video of content, and the room it needs. `failure`: why it is not here, or not yet (catalogue `media`). */
export type PlacedMedia = {
  mediaId: string;
  kind: "image" | "video";
  alt: string;
  sensitive: boolean;
  /** Nobody said whether it is. */
  isUnsaid?: boolean;
  width: number;
  height: number;
  state: "stored" | "waiting" | "failed";
  failure: string | null;
  /** Of a video: encoded anew here, with a veiled picture of its beginning. */
  isEncoded: boolean;
};

import type { NoticeBringing } from "@/db/schema";
import type { BringingField } from "@/lib/intake/bringing.rules";
import type { DetectionExtent } from "@/lib/intake/detection.rules";
import type { NoticeMessage } from "@/lib/intake/notice-message.contract";
import type { RevealView } from "./reveal.contract";

export type NoticeView = {
  id: string;
  reference: string;
  source: string;
  legalClaim: boolean;
  childAbuseClaim: boolean;
  category: string | null;
  legalReference: string | null;
  explanation: string;
  detail: string;
  tags: string[];
  relation: string | null;
  /** What a notifier whom nobody vouches for says of the content: their words, believed by nothing. */
  claims: { role?: string; surface?: string; publishedAt?: string } | null;
  /** What its source brings so that its word can be weighed, and what is still to be asked for. */
  bringing: NoticeBringing | null;
  missing: BringingField[];
  /** Whether tools found the content, as its source says; null where it does not. */
  automatedDetection: DetectionExtent | null;
  /** The entity of the public list that sent it, and how it stood there to it; the one kind of sender that is named. */
  flagger: { name: string; standing: string } | null;
  /** The order of an authority that it is (Art. 9): then no statement of reasons goes out, and nobody is told before `holdUntil`. */
  order: { authority: string; country: string; legalBasis: string; holdUntil: string | null } | null;
  /** Since when it is marked as substantiated: knowledge counts from then (Art. 16(3)). */
  knowledgeAt: string | null;
  /** Its notifier took it back: it is answered to nobody. */
  isWithdrawn: boolean;
  /** What desk and notifier wrote to each other under it, oldest first. */
  /** `isCut`: what would say who reported was left out. */
  messages: (NoticeMessage & { isCut?: true })[];
  receivedAt: string;
  /** Whether an answer can be sent; who they are is not shown here. */
  hasContact: boolean;
  /** The newest request to name its sender in the statement, if there was one (S6). */
  reveal: RevealView | null;
  /** The same number: the same sender, as far as an address tells. Null where none was given: nobody can tell. */
  sender: number | null;
};

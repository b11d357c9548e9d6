import type { Skills } from "./skills.rules";

/** The four roles of the desk (REQUIREMENTS Q85). */
export const roles = ["moderator", "supervisor", "admin", "auditor"] as const;
export type Role = (typeof roles)[number];

/**
 * Who may do what: the only permission table. The page People › Permissions prints it from here.
 * Separation of duties: admins keep people and policies and never decide cases; auditors only read.
 */
export const permissionTable = {
  "case.view": ["moderator", "supervisor", "admin", "auditor"],
  "case.claim": ["moderator", "supervisor"],
  "case.decide": ["moderator", "supervisor"],
  "case.undo": ["moderator", "supervisor"],
  "case.escalate": ["moderator", "supervisor"],
  "case.act": [],
  /** For keys by name; people are cleared one by one (skills.rules.ts). */
  "case.child_safety": [],
  "case.note": ["moderator", "supervisor"],
  "case.translate": ["moderator", "supervisor"],
  /** Takes the evidence of a case out of the house; each time it is in the log. */
  "case.export": ["supervisor", "admin", "auditor"],
  "view.save": ["moderator", "supervisor", "admin", "auditor"],
  "media.reveal": ["moderator", "supervisor", "auditor"],
  "account.view": ["moderator", "supervisor", "admin", "auditor"],
  "appeal.view": ["supervisor", "admin", "auditor"],
  "appeal.assign": ["supervisor"],
  "appeal.decide": ["supervisor"],
  /** Not for supervisors: nobody lets themselves or each other past a tie. */
  "appeal.override": ["admin"],
  "remedy.waive": ["supervisor"],
  /** To let somebody decide a case again although their own decision on it fell. */
  "case.override": ["admin"],
  /** To say that a platform without a receiver has carried out a reversal. */
  "remedy.confirm": ["supervisor"],
  "review.resolve": ["supervisor"],
  "quality.view": ["moderator", "supervisor", "auditor"],
  "quality.team": ["supervisor", "auditor"],
  "quality.review": ["supervisor"],
  "quality.golden": ["supervisor"],
  "quality.disagree": ["moderator", "supervisor"],
  "notice.contact": ["supervisor"],
  "notice.ask": ["moderator", "supervisor"],
  /** To name a notifier in a statement: one asks, another consents (DSA Art. 17(3)(b)). */
  "reveal.ask": ["moderator", "supervisor"],
  "reveal.answer": ["supervisor"],
  "clock.view": ["supervisor", "admin", "auditor"],
  "clock.own": ["moderator", "supervisor", "admin"],
  "dispute.view": ["supervisor", "admin", "auditor"],
  "dispute.manage": ["supervisor"],
  "trader.view": ["moderator", "supervisor", "admin", "auditor"],
  "trader.manage": ["supervisor"],
  "referral.view": ["moderator", "supervisor", "auditor"],
  "misuse.view": ["supervisor", "admin", "auditor"],
  /** Warns and suspends (DSA Art. 23); a mark is set with a decision. */
  "misuse.manage": ["supervisor"],
  "order.view": ["supervisor", "admin", "auditor"],
  "order.manage": ["supervisor"],
  "policy.view": ["moderator", "supervisor", "admin", "auditor"],
  "policy.edit": ["admin"],
  "policy.publish": ["admin"],
  "people.view": ["supervisor", "admin", "auditor"],
  "people.manage": ["admin"],
  "self.change": ["moderator", "supervisor", "admin", "auditor"],
  "retention.view": ["admin", "auditor"],
  "terms.edit": ["admin"],
  "settings.view": ["supervisor", "admin", "auditor"],
  "settings.change": ["admin"],
  "audit.view": ["admin", "auditor"],
  /** Decisions that an auditor draws, marks and closes; the one thing that an auditor writes. */
  "audit.draw": ["auditor"],
  "audit.answer": ["supervisor"],
  "audit.read": ["supervisor", "admin", "auditor"],
  "mailbox.view": ["admin"],
  "outbox.view": ["supervisor", "admin", "auditor"],
  "outbox.retry": ["admin"],
  /** To say that a copy for the Transparency Database is not sent, and why; and to take that back. */
  "outbox.give_up": ["supervisor", "admin"],
  /** To see to it that somebody learns of a letter that came back. */
  "mail.settle": ["supervisor", "admin"],
  /** Not for admins: a refusal tells whether a name that was typed is one of the case's reporters. */
  "statement.review_copy": ["supervisor"],
  /** The signed link of a letter that reached nobody, to give it to its addressee in another way. Not for admins: it is the right to appeal. */
  "statement.hand_link": ["supervisor"],
  /** Ends the link of a letter and makes a new one (lost mail, wrong person). */
  "statement.replace_link": ["supervisor"],
  "report.make": ["supervisor", "admin", "auditor"],
  "report.view": ["supervisor", "admin", "auditor"],
  /** Asks for versions that are kept, and enters what the product cannot know. */
  "report.write": ["supervisor", "admin"],
  "report.publish": ["admin"],
  "commitment.view": ["supervisor", "admin", "auditor"],
  "commitment.manage": ["admin"],
  /** On the commitments that they own or whose monitoring they lead; admins on all. */
  "commitment.record": ["supervisor", "admin"],
  "commitment.report": ["supervisor", "admin"],
  "key.manage": ["admin"],
  "webhook.secret": ["admin"],
  "notice.create": [],
  "notice.import": ["admin"],
  "notice.track": [],
  "policy.match": ["moderator", "supervisor", "admin", "auditor"],
  "decision.read": ["moderator", "supervisor", "admin", "auditor"],
  "metrics.read": [],
  /** For keys that an admin grants to researchers (DSA Art. 40(12)). */
  "research.read": [],
  "research.grant": ["admin"],
  "research.view": ["admin", "auditor"],
  "appeal.file": [],
  /** For keys: that the platform carried a measure out (AE5). At the desk supervisors say so. */
  "sanction.report": [],
  /** For keys: the signed link of the person concerned, so that their platform shows it in its own inbox (DSA Art. 17). */
  "statement.link": [],
  "sanction.end": [],
  "case.wake": [],
  "policy.move": [],
  "case.suggest": [],
  "case.hide": [],
  "matching.learn": [],
  "statement.send": [],
  "order.settle": [],
  "clock.alert": [],
  "clock.open": [],
  "dispute.remind": [],
  "trader.purge": [],
  "misuse.end": [],
  "retention.purge": [],
  "quality.draw": [],
  "commitment.measure": [],
  "media.fetch": [],
  "database.backup": [],
  "report.count": [],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissionTable;
export const permissions = Object.keys(permissionTable) as Permission[];

/** What a visitor without an account may do, and what our own schedules may do. */
const publicPermissions: readonly Permission[] = ["notice.create", "notice.track", "appeal.file"];
const systemPermissions: readonly Permission[] = [
  "sanction.end",
  "case.wake",
  "policy.move",
  "case.suggest",
  "case.hide",
  "matching.learn",
  "statement.send",
  "order.settle",
  "clock.alert",
  "clock.open",
  "dispute.remind",
  "trader.purge",
  "misuse.end",
  "retention.purge",
  "quality.draw",
  "commitment.measure",
  "media.fetch",
  "notice.import",
  "notice.create",
  "case.view",
  // The terminal of the machine the product runs on: the first admin is made there, and the log is verified there.
  "people.manage",
  "policy.edit",
  "audit.view",
  "report.make",
  "database.backup",
  "report.count",
  "commitment.report",
];

/** The key through which a program acts for a person of the desk: what it is not made for, the person cannot reach by it. */
export type Through = { keyId: string; platformIds: readonly string[] };

/** Who asks: someone signed in (or for whom a key acts), an API key, a visitor, or the product itself. */
export type Actor =
  | {
      kind: "person";
      id: string;
      name: string;
      role: Role;
      locale: string;
      sessionId: string;
      through?: Through;
      skills?: Skills;
    }
  | { kind: "key"; id: string; name: string; platformIds: readonly string[]; permissions: readonly string[] }
  | { kind: "public"; id?: undefined }
  | { kind: "system"; id?: undefined; name: string };

export type Person = Extract<Actor, { kind: "person" }>;

export function roleHas(role: Role, permission: Permission): boolean {
  return (permissionTable[permission] as readonly Role[]).includes(role);
}

/** True when this actor may do this; an API key needs the permission by name. */
export function can(actor: Actor, permission: Permission): boolean {
  switch (actor.kind) {
    case "person":
      return roleHas(actor.role, permission);
    case "key":
      return actor.permissions.includes(permission);
    case "public":
      return publicPermissions.includes(permission);
    case "system":
      return systemPermissions.includes(permission);
  }
}

/** The platforms that a key is limited to, also for a person it acts for; empty: all. People and the product may on all. */
export function platformLimits(actor: Actor): readonly string[] {
  if (actor.kind === "key") return actor.platformIds;
  return actor.kind === "person" ? (actor.through?.platformIds ?? []) : [];
}

/** True when this actor may act on that platform. */
export function mayOn(actor: Actor, platformId: string): boolean {
  const limits = platformLimits(actor);
  return limits.length === 0 || limits.includes(platformId);
}

/** The places of the desk, in the order of the bar. `permission` is the one a person needs to see it there. */
export const navItems = [
  { id: "queue", href: "/queue", permission: "case.view", keys: "g q" },
  { id: "search", href: "/search", permission: "case.view", keys: "g f" },
  { id: "appeals", href: "/appeals", permission: "appeal.view", keys: "g a" },
  { id: "clocks", href: "/clocks", permission: "clock.view", keys: "g k" },
  { id: "disputes", href: "/disputes", permission: "dispute.view", keys: "g d" },
  { id: "quality", href: "/quality", permission: "quality.view", keys: "g y" },
  { id: "commitments", href: "/commitments", permission: "commitment.view", keys: "g o" },
  { id: "referrals", href: "/referrals", permission: "referral.view", keys: "g r" },
  { id: "accounts", href: "/accounts", permission: "account.view", keys: "g c" },
  { id: "reports", href: "/reports", permission: "report.view", keys: "g t" },
  { id: "policy", href: "/policy", permission: "policy.view", keys: "g p" },
  { id: "people", href: "/people", permission: "people.view", keys: "g e" },
  { id: "audit", href: "/audit", permission: "audit.view", keys: "g u" },
  { id: "mailbox", href: "/mailbox", permission: "mailbox.view", keys: "g m" },
  { id: "settings", href: "/settings", permission: "settings.view", keys: "g s" },
] as const;

export type NavItem = (typeof navItems)[number];

export function navFor(permissions: readonly string[]): NavItem[] {
  return navItems.filter((item) => permissions.includes(item.permission));
}

const alsoHome: Partial<Record<NavItem["id"], string>> = {
  queue: "/cases",
  accounts: "/misuse",
  settings: "/outbox",
  quality: "/audits",
};

/** A place is current on its own page and on all below it; a case belongs to the queue, what leaves to the settings. */
export function isCurrent(item: NavItem, pathname: string): boolean {
  const homes = [item.href, alsoHome[item.id] ?? item.href];
  return homes.some((home) => pathname === home || pathname.startsWith(`${home}/`));
}

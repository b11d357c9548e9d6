/**
 * What was chosen where the template leaves a choice (DSA.md section 4), told where the numbers are: beside the total of
 * each column, so that another provider's numbers can be compared.
 */
export const measureContext = {
  measures:
    "One measure is one restriction on one item or account; this is the sum of the restrictions to the right. It falls in the period by the day on which the restriction was imposed. Decisions that gave effect to an order or answered a notice under Article 16 when they were made are not counted here, nor are those made on a complaint (sheet 7). Measures against deceptive commercial content in bulk, which owe no statement of reasons (Article 17(2)), are counted. Measures that were reversed later stay counted. Decisions taken back within minutes, before anything took effect, are not.",
  detected: "Counted where a tool found the content and no person reported it.",
  terms:
    "A decision on the ground of terms and law together is counted here, as in its statement of reasons, and not on sheet 5.",
  uncategorised: (count: number) =>
    `${count} of these measures have no category on record and are counted in the total only.`,
  visibility: "",
} as const;

export const noticeContext = {
  notices:
    "Notices under Article 16: those that claim illegality, received in the period. Reports about terms only, orders and requests of authorities are not counted. Each notice counts, also several about one item. Notifiers choose a category in plain words, which are sorted here; a notice without one is not specified.",
  flagged: "Notices of entities that hold the status of trusted flagger.",
  items: "Locations named in the notices.",
  hours:
    "Hours from receipt of the notice to the first restriction that was imposed on it: to when it was carried out where the platform told us, else to when it began. Each notice counts with its own hours, also where one decision answered several. Notices on which no restriction was imposed are left out. Blank: there were none.",
  actions:
    "One action is one restriction on one item or account, as on sheets 5 and 6, on notices received in the period. An action that answers several notices counts once, under a trusted flagger's notice if there is one, else under the earliest. An item counts with the decision that restricted it first, also where that was reversed later; what was decided on a complaint stands on sheet 7.",
  terms: "Restrictions on the ground of terms, and of terms and law together.",
} as const;

export const orderContext = {
  act: "Orders under Article 9 received in the period.",
  items: "Locations named in the orders.",
  receipt:
    "Hours from receipt to the confirmation that left; those not confirmed yet are left out. Blank: there were none.",
  effect: "Hours from receipt to effect given or refused; those still open are left out. Blank: there were none.",
  information: "Orders under Article 10 received in the period.",
} as const;

export const complaintContext = {
  total: "Complaints received in the period.",
  misuse:
    "Those about not processing somebody's notices or complaints for a time (Article 23(2)) are among them and have no row of their own below; one about the suspension of an account stands also under that basis.",
  outcome: "Complaints answered in the period, whenever they were received.",
  omitted: "Complaints that were answered in the period without a finding, or not taken up.",
  hours:
    "Hours from receipt to the answer that was sent, of complaints answered in the period with a finding. Blank: there were none.",
  base: "A complaint against a decision with restrictions of several kinds is counted under each of them; those without a finding only in the total. A notifier's complaint counts as one against taking no action where nothing was restricted; where a restriction was imposed and the complaint is that it is too mild, it is counted in the total only.",
  anew: "Restrictions imposed in the period by decisions that were made again on a complaint.",
  disputes: "Disputes that a certified body told us of, by when the body received them.",
  disputeOutcome:
    "Disputes that the body ended in the period, whenever they began. Upheld: it found for the platform. Reversed: for the person, wholly or in part.",
  disputeOmitted: "Disputes that ended in the period without a finding of the body, settlements among them.",
  disputeHours:
    "Hours from the body's receipt to its decision, of those decided in the period. Blank: there were none.",
  implemented:
    "Share, between 0 and 1, of the reversals of the period, whole or in part, that were carried out. Blank: there were none.",
  suspensions:
    "Suspensions under Article 23 that began in the period; they are measures of their own, apart from strikes under the terms.",
} as const;

export const automatedContext = {
  measures:
    "Restrictions imposed in the period, as on sheets 5 and 6, with those on notices. Where a tool took part in a decision that a person made, neither row counts it.",
  notices:
    "Notices received in the period of which every item was decided, by the first decision on each. Solely: a tool decided every item. Not: no tool sorted them or took part in a decision. What lies between is in neither row, nor are notices with an item that is not decided yet.",
  accuracy: "Blank: no tool decides by itself, or none was measured.",
  language: "By the language of the content.",
} as const;

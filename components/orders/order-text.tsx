import { useTranslations } from "next-intl";
import type { OrderView } from "@/lib/intake/order.contract";
import { QuietLink } from "../policy/quiet-link";
import { DefinitionList } from "../ui/definition-list";
import { Panel } from "../ui/panel";
import { TextLink } from "../ui/text-link";
import { KeptLetters } from "./kept-letters";
import { Moment, OrderState, Told, useCountry } from "./order-words";

function Concerned({ account }: { account: NonNullable<OrderView["account"]> }) {
  return (
    <TextLink href={`/accounts/${account.id}`} via={QuietLink}>
      {account.name}
    </TextLink>
  );
}

/** What the authority was given: its kinds, moment, way and who did it; never the information itself (Art. 10). */
function Given({ given }: { given: NonNullable<OrderView["given"]> }) {
  const t = useTranslations("orders.given");
  return (
    <span className="grid gap-0.5">
      <span>{given.kinds.map((kind) => t(`kinds.${kind}`)).join(" · ")}</span>
      {given.description ? (
        <span dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
          {given.description}
        </span>
      ) : null}
      <span className="text-ink-soft">
        {t(`ways.${given.way}`)} · <Moment at={given.at} /> · {given.by}
      </span>
    </span>
  );
}

/** What an order says, where it stands, and what was written about it. Its words are text, never a link. */
export function OrderText({ order }: { order: OrderView }) {
  const t = useTranslations("orders");
  const country = useCountry();
  const said = (["legalBasis", "reasons", "redress"] as const).filter((element) => order[element] !== "");
  return (
    <>
      <Panel title={t("text")}>
        <DefinitionList
          items={[
            { key: "kind", term: t("kind"), value: t(`kinds.${order.kind}`) },
            { key: "state", term: t("state"), value: <OrderState order={order} /> },
            { key: "country", term: t("country"), value: country(order.country) },
            { key: "email", term: t("email"), value: order.email },
            { key: "number", term: t("authorityReference"), value: order.authorityReference },
            { key: "account", term: t("account"), value: order.account ? <Concerned account={order.account} /> : "" },
            ...said.map((element) => ({
              key: element,
              term: t(element),
              value: <span className="whitespace-pre-wrap [overflow-wrap:anywhere]">{order[element]}</span>,
            })),
            { key: "received", term: t("received"), value: <Moment at={order.receivedAt} /> },
            { key: "confirmed", term: t("confirmed"), value: <Moment at={order.acknowledgedAt} /> },
            { key: "effect", term: t("effectAt"), value: <Moment at={order.effectAt} /> },
            ...(order.given ? [{ key: "given", term: t("given.title"), value: <Given given={order.given} /> }] : []),
            {
              key: "note",
              term: t("answerNote"),
              value: order.effectNote ? (
                <span dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
                  {order.effectNote}
                </span>
              ) : (
                ""
              ),
            },
            { key: "user", term: t("userTold"), value: <Told order={order} /> },
            ...(order.holdUntil ? [{ key: "hold", term: t("holdUntil"), value: <Moment at={order.holdUntil} /> }] : []),
          ]}
        />
      </Panel>
      <Panel title={t("places")}>
        {order.places.length === 0 ? (
          <p className="text-ink-soft">{t("placesNone")}</p>
        ) : (
          <ul className="grid divide-y divide-line">
            {order.places.map(({ location, caseId, case: number }) => (
              <li key={location} className="flex flex-wrap gap-x-3 py-2">
                <span className="break-all">{location}</span>
                {caseId && number ? (
                  <TextLink href={`/cases/${caseId}`} via={QuietLink}>
                    {t("toCase", { case: number })}
                  </TextLink>
                ) : null}
              </li>
            ))}
          </ul>
        )}
        {order.kind === "act" ? <p className="pt-2 text-13 text-ink-soft">{t("byDecision")}</p> : null}
      </Panel>
      <Panel title={t("letters")}>
        {order.letters.length === 0 ? (
          <p className="text-ink-soft">{t("lettersNone")}</p>
        ) : (
          <ul className="grid divide-y divide-line">
            {order.letters.map(({ letter, at, state }) => (
              <li key={`${letter} ${at}`} className="flex flex-wrap gap-x-3 py-2">
                <span>{t(`letter.${letter as "receipt"}`)}</span>
                <span className="text-ink-soft">
                  {t(`letterStates.${state as "sent"}`)} <Moment at={at} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {order.kept.length > 0 ? <KeptLetters kept={order.kept} /> : null}
    </>
  );
}

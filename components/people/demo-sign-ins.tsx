import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { Reference } from "../ui/reference";

type Props = {
  people: readonly {
    name: string;
    email: string;
    role: "moderator" | "supervisor" | "admin" | "auditor";
    password: string;
  }[];
  hidden: Record<string, string>;
};

/** The people of a demo, each with a button that signs in; never rendered in production. */
export function DemoSignIns({ people, hidden }: Props) {
  const t = useTranslations("people.signIn.demo");
  const role = useTranslations("common.roles");
  return (
    <section aria-labelledby="demo" className="grid gap-3 border-t border-line pt-6">
      <h2 id="demo" className="text-20 font-semibold">
        {t("title")}
      </h2>
      <p className="reading text-ink-soft">{t("lead")}</p>
      <ul className="grid divide-y divide-line border-y border-line">
        {people.map((person) => (
          <li key={person.email} className="grid items-center gap-x-6 gap-y-2 py-3 sm:grid-cols-[1fr_auto]">
            <div className="grid min-w-0 gap-0.5 [overflow-wrap:anywhere]">
              <p>
                <span className="font-medium">{person.name}</span>
                <span className="text-ink-soft"> · {role(person.role)}</span>
              </p>
              <p className="flex flex-wrap gap-x-3 text-14 text-ink-soft">
                <span>{person.email}</span>
                <Reference className="whitespace-normal">{person.password}</Reference>
              </p>
            </div>
            <form method="post" action="/api/auth/callback/credentials">
              {Object.entries({ ...hidden, email: person.email, password: person.password }).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <Button type="submit" className="sm:min-w-52">
                {t("enter", { name: person.name })}
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}

import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageActor } from "../page-actor";
import { RegisterScreen } from "./register-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("commitments"))("title") };
}

/** The first register of commitments. */
export default async function CommitmentsPage() {
  return <RegisterScreen actor={await pageActor("commitment.view")} slug={null} />;
}

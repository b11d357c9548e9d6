import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageActor } from "../../page-actor";
import { RegisterScreen } from "../register-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("commitments"))("title") };
}

type Props = { params: Promise<{ register: string }> };

export default async function RegisterPage({ params }: Props) {
  return <RegisterScreen actor={await pageActor("commitment.view")} slug={(await params).register} />;
}

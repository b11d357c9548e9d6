import { NotFoundMessage } from "@/components/shell/not-found-message";
import { SiteHeader } from "@/components/shell/site-header";

/** For addresses outside every part of the site. Kept small: Next sends it along with each page. */
export default function NotFound() {
  return (
    <div data-density="public">
      <SiteHeader />
      <main className="mx-auto w-full max-w-3xl px-4 py-8 sm:px-6 sm:py-12">
        <NotFoundMessage />
      </main>
    </div>
  );
}

import { NotFoundMessage } from "@/components/shell/not-found-message";
import { SiteHeader } from "@/components/shell/site-header";

/** For addresses outside every part of the site. Kept small: Next sends it along with each page. */
export default function NotFound() {
  return (
    <div data-density="public">
      <SiteHeader />
      <main>
        <NotFoundMessage />
      </main>
    </div>
  );
}

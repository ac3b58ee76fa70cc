import { ButtonLink } from "@/components/ui/controls/button-link";
import { HookSign } from "@/components/ui/wordmark";

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-start justify-center gap-4 px-6 sm:px-12 md:px-24">
      <HookSign className="size-8!" />
      <h1 className="font-semibold text-lg tracking-tight">Nothing on this line</h1>
      <p className="max-w-md text-ink-soft text-sm">
        There is no page at this address. It may have been a link to an account or a webhook that is
        gone.
      </p>
      <ButtonLink href="/">Go to the events</ButtonLink>
    </main>
  );
}

import type { DemoLogin } from "@/lib/domain/session";
import { Wordmark } from "../ui/wordmark";
import { LoginForm } from "./login-form";
import { StripChart } from "./strip-chart";

interface LoginScreenProps {
  readonly clusters: readonly string[];
  readonly demoLogin: DemoLogin | null;
  readonly next: string;
}

export function LoginScreen({ clusters, demoLogin, next }: LoginScreenProps) {
  return (
    <main className="flex min-h-dvh">
      <div className="flex w-full flex-col justify-between gap-10 px-6 py-8 sm:px-12 lg:w-[480px] lg:shrink-0 lg:border-line lg:border-r">
        <Wordmark />
        <div className="mx-auto flex w-full max-w-sm flex-col gap-6">
          <div className="flex flex-col gap-1">
            <h1 className="font-semibold text-lg tracking-tight">Log in</h1>
            <p className="text-ink-soft text-sm">With the account you use for Kazoo.</p>
          </div>
          <LoginForm clusters={clusters} demoLogin={demoLogin} next={next} />
        </div>
        <p className="text-ink-faint text-xs">
          Your password goes to Kazoo once and is kept nowhere.
        </p>
      </div>
      <div className="hidden min-w-0 flex-1 flex-col justify-center gap-8 bg-sunken px-12 lg:flex xl:px-20">
        <StripChart />
        <p className="max-w-md text-balance text-base text-ink-soft">
          Every webhook that Kazoo fires: received, kept, and told in plain words.
        </p>
      </div>
    </main>
  );
}

import type { DemoLogin } from "@/lib/domain/session";
import { Button } from "../ui/controls/button";
import { Notice } from "../ui/notices/notice";

interface DemoLoginOfferProps {
  readonly login: DemoLogin;
  readonly busy: boolean;
  readonly onTake: () => void;
}

/** The demo's own login: nobody has to copy it from the terminal. */
export function DemoLoginOffer({ login, busy, onTake }: DemoLoginOfferProps) {
  const { account, username, password } = login;
  return (
    <Notice
      title="This is the demo"
      action={
        <Button size="sm" busy={busy} onClick={onTake}>
          Log in to the demo
        </Button>
      }
    >
      Account <b>{account}</b>, user <b>{username}</b>, password <b>{password}</b>.
    </Notice>
  );
}

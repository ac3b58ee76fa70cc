"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/controls/button";
import { CreateReceiverKeyDialog } from "./create-receiver-key-dialog";

/** The page's one primary action. */
export function CreateReceiverKeyButton({ accountId }: { readonly accountId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        <span>
          Create<span className="max-md:sr-only"> key</span>
        </span>
      </Button>
      {open && <CreateReceiverKeyDialog accountId={accountId} onClose={() => setOpen(false)} />}
    </>
  );
}

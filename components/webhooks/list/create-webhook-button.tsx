"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { newWebhook, useOpenWebhook } from "../use-webhooks-url";

/** The page's one primary action. */
export function CreateWebhookButton() {
  const { open } = useOpenWebhook();
  return (
    <Button look="primary" onClick={() => open(newWebhook)}>
      <Plus aria-hidden />
      <span>
        Create<span className="max-md:sr-only"> webhook</span>
      </span>
    </Button>
  );
}

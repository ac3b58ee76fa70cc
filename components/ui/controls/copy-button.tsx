"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { copyText } from "./copy-text";
import { IconButton } from "./icon-button";

const shownMs = 1_500;

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, with its article: "the URL". */
  readonly what: string;
  readonly className?: string;
}

export function CopyButton({ text, what, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <IconButton
      label={`Copy ${what}`}
      className={className}
      onClick={(event) => {
        event.stopPropagation();
        void copyText(text, what).then(() => setCopied(true));
      }}
    >
      {copied ? <Check className="text-ok" aria-hidden /> : <Copy aria-hidden />}
    </IconButton>
  );
}

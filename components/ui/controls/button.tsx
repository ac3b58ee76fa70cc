import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "../class-names";

/** A button's looks, for what isn't one. */
export const buttonLooks = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded font-medium transition-colors disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      look: {
        primary: "bg-accent text-accent-ink hover:bg-accent-strong",
        outline: "border border-line bg-raised text-ink hover:border-edge hover:bg-hover",
        quiet: "text-ink-soft hover:bg-hover hover:text-ink",
        danger: "bg-failing text-accent-ink hover:brightness-90",
      },
      size: { md: "h-8 px-3 text-sm", lg: "h-10 px-4 text-base", sm: "h-7 px-2 text-xs" },
    },
    defaultVariants: { look: "outline", size: "md" },
  },
);

interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof buttonLooks> {
  /** Working on it: shows a spinner and takes no second click. */
  readonly busy?: boolean;
}

export function Button({ busy, look, size, className, children, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      className={classNames(buttonLooks({ look, size }), className)}
      {...props}
      disabled={props.disabled || busy}
    >
      {busy && <LoaderCircle className="motion-safe:animate-spin" aria-hidden />}
      {children}
    </button>
  );
}

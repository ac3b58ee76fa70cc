import type { VariantProps } from "class-variance-authority";
import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps } from "react";
import type { PagePath } from "@/lib/format/page-path";
import { classNames } from "../class-names";
import { buttonLooks } from "./button";

interface ButtonLinkProps
  extends Omit<ComponentProps<"a">, "href" | "ref">,
    VariantProps<typeof buttonLooks> {
  readonly href: PagePath | Route;
}

/** A link with a button's looks. */
export function ButtonLink({ look, size, className, ...props }: ButtonLinkProps) {
  return <Link className={classNames(buttonLooks({ look, size }), className)} {...props} />;
}

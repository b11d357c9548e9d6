import { cva, type VariantProps } from "class-variance-authority";

/** The look shared by buttons and links that act as one. Primary is for the one next action of a screen. */
export const buttonClass = cva(
  [
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap select-none",
    "transition-colors duration-100 [&_svg]:size-4 [&_svg]:shrink-0",
    "disabled:opacity-55 aria-disabled:opacity-55",
  ],
  {
    variants: {
      look: {
        primary: "border-transparent bg-accent text-on-accent enabled:hover:bg-accent-hover [a&]:hover:bg-accent-hover",
        secondary: "border-line-strong bg-surface text-ink enabled:hover:bg-hover [a&]:hover:bg-hover",
        quiet:
          "border-transparent bg-transparent text-ink-soft enabled:hover:bg-hover enabled:hover:text-ink [a&]:hover:bg-hover [a&]:hover:text-ink",
        danger: "border-transparent bg-danger text-on-danger enabled:hover:bg-danger-hover [a&]:hover:bg-danger-hover",
      },
      size: {
        standard: "h-(--control-height) px-3 text-(length:--control-text)",
        small: "h-(--control-height-small) gap-1.5 px-2 text-13",
        icon: "size-(--control-height) p-0 text-(length:--control-text)",
      },
    },
    defaultVariants: { look: "secondary", size: "standard" },
  },
);

export type ButtonLook = VariantProps<typeof buttonClass>;

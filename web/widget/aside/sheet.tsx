import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** What stands in the conversation's place for a while; it takes the focus, so that it is read out. */
export function Sheet({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <section class="sheet" aria-label={title}>
      <h3 class="sheet-title" tabIndex={-1} ref={heading}>
        {title}
      </h3>
      {children}
    </section>
  );
}

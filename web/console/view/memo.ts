import { Component, type ComponentChild } from "preact";

/** A component that is drawn again only when one of its props is another value. It may use no hooks. */
export function memo<P extends object>(draw: (props: P) => ComponentChild) {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const before: Readonly<Partial<P>> = this.props;
      return (Object.keys(next) as (keyof P)[]).some((key) => next[key] !== before[key]);
    }

    override render(): ComponentChild {
      return draw(this.props);
    }
  };
}

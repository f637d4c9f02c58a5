/** Every file of a visitor lies below this, so that an erasure finds them all. */
export const filesOf = (visitor: string): string => `files/${visitor}/`;

/** Where a file lies. Its id can't be guessed. */
export const fileKey = (visitor: string, conversation: string, file: string): string =>
  `${filesOf(visitor)}${conversation}/${file}`;

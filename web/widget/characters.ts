import { textBytes } from "../shared/text-size.ts";

/** A limit counts bytes, people count characters: as many as this text's are long on average. */
export const inCharacters = (bytes: number, text: string): number =>
  Math.ceil((bytes * [...text].length) / textBytes(text));

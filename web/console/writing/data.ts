/** A canned reply as its file has it. `text` may name variables, `{{cart.total}}`. */
export interface CannedReply {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** A phrase that may hurt, why, and what to say instead. A `*` at the end of `find` stands for any ending. */
export interface TonePhrase {
  readonly find: string;
  readonly why: string;
  readonly instead?: string;
}

/** What an agent should know of one situation, in English. */
export interface Advice {
  readonly situation: string;
  readonly say: string;
  readonly offer: string;
  readonly escalate: string;
  /** The shop is to blame: a discount is then a compensation, and goes with an apology. */
  readonly ours: boolean;
}

/** Words in the shopper's language: one opening per situation, an apology, and what goes with compensation. */
export interface GuideWords {
  readonly openings: Readonly<Record<string, string>>;
  readonly apology: string;
  readonly compensation: string;
}

export const WRITING_LANGUAGES = ["en", "fi", "et", "ru", "sv", "de"] as const;
export type WritingLanguage = (typeof WRITING_LANGUAGES)[number];

/** Each file is a chunk of its own, fetched when a conversation needs it. */
interface Files {
  readonly replies: () => Promise<{ readonly default: readonly CannedReply[] }>;
  readonly tone: () => Promise<{ readonly default: readonly TonePhrase[] }>;
  readonly words: () => Promise<{ readonly default: GuideWords }>;
}

const FILES: Readonly<Record<WritingLanguage, Files>> = {
  en: {
    replies: () => import("../replies/en.json"),
    tone: () => import("../tone/en.json"),
    words: () => import("../guides/words-en.json"),
  },
  fi: {
    replies: () => import("../replies/fi.json"),
    tone: () => import("../tone/fi.json"),
    words: () => import("../guides/words-fi.json"),
  },
  et: {
    replies: () => import("../replies/et.json"),
    tone: () => import("../tone/et.json"),
    words: () => import("../guides/words-et.json"),
  },
  ru: {
    replies: () => import("../replies/ru.json"),
    tone: () => import("../tone/ru.json"),
    words: () => import("../guides/words-ru.json"),
  },
  sv: {
    replies: () => import("../replies/sv.json"),
    tone: () => import("../tone/sv.json"),
    words: () => import("../guides/words-sv.json"),
  },
  de: {
    replies: () => import("../replies/de.json"),
    tone: () => import("../tone/de.json"),
    words: () => import("../guides/words-de.json"),
  },
};

/** Everything that helps to write in one language. */
export interface Help {
  /** English where the shopper's language has no files. */
  readonly language: WritingLanguage;
  readonly replies: readonly CannedReply[];
  readonly tone: readonly TonePhrase[];
  readonly words: GuideWords;
  /** By rule id. */
  readonly advice: Readonly<Record<string, Advice>>;
}

/** `fi-FI` → `fi`; a language without files → `en`. */
export function writingLanguage(code: string): WritingLanguage {
  const short = code.toLowerCase().split("-")[0];
  return WRITING_LANGUAGES.find((language) => language === short) ?? "en";
}

const loading = new Map<WritingLanguage, Promise<Help>>();

/** Fetches what helps to write in a language, once. Rejects when the files can't be had now; the next call tries again. */
export function loadHelp(code: string): Promise<Help> {
  const language = writingLanguage(code);
  const known = loading.get(language);
  if (known) return known;
  const help = fetchHelp(language);
  loading.set(language, help);
  help.catch(() => loading.delete(language));
  return help;
}

async function fetchHelp(language: WritingLanguage): Promise<Help> {
  const files = FILES[language];
  const [replies, tone, words, advice] = await Promise.all([
    files.replies(),
    files.tone(),
    files.words(),
    import("../guides/advice.json"),
  ]);
  return {
    language,
    replies: replies.default,
    tone: tone.default,
    words: words.default,
    advice: advice.default,
  };
}

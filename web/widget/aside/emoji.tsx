import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useWords } from "./use-words.ts";

/** Faces, hands, hearts and signs, things of a shop, places and weather. Each is one that fonts have had since 2016 or before. */
const GROUPS = [
  "😀 😃 😄 😁 😆 😅 😂 🤣 🙂 🙃 😉 😊 😇 😍 😘 😋 😜 🤔 🤗 🤓 😎 😏 😐 😑 🙄 😴 😌 😔 😟 🙁 😮 😯 😳 😢 😭 😤 😠 😡 😱 🤒",
  "👍 👎 👌 ✌️ 🤞 👋 👏 🙌 🙏 💪 👀 🤝 👉 👈 👆 👇",
  "❤️ 💛 💚 💙 💜 💔 ✨ ⭐ 🔥 🎉 ✅ ❌ ❓ ❗ 💯 💡",
  "🛒 🛍️ 🎁 📦 🚚 💳 💶 💰 📱 💻 📷 👕 👖 👗 👟 👜 ⏰ 📅 ✉️ 📞",
  "🏠 🚗 🚲 ✈️ ⛺ 🌲 🌸 ☀️ 🌧️ ❄️ ☕ 🍎 🍰 🐶 🐱 🐟",
].map((line) => line.split(" "));
const ALL = GROUPS.flat();
/** As the style sheet lays them out. */
const COLUMNS = 8;

/** Emoji in a grid that is one stop for the keyboard: arrows, Home and End move in it, Enter takes one. It stays open for more. */
export function EmojiPicker({ onPick }: { readonly onPick: (emoji: string) => void }) {
  const words = useWords();
  const [active, setActive] = useState(0);
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), [active]);

  const keyed = (event: KeyboardEvent) => {
    const { direction } = getComputedStyle(event.currentTarget as Element);
    const ahead = direction === "rtl" ? -1 : 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: ahead,
      ArrowLeft: -ahead,
      ArrowDown: COLUMNS,
      ArrowUp: -COLUMNS,
      Home: -active,
      End: ALL.length - 1 - active,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setActive(Math.min(Math.max(active + step, 0), ALL.length - 1));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is sent with its form
    <div class="emoji" role="group" aria-label={words("emoji")} onKeyDown={keyed}>
      {ALL.map((emoji, at) => (
        <button
          key={emoji}
          type="button"
          tabIndex={at === active ? 0 : -1}
          {...(at === active && { ref: button })}
          onClick={() => {
            setActive(at);
            onPick(emoji);
          }}
        >
          {emoji}
        </button>
      ))}
    </div>
  );
}

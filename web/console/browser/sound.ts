/** Frequencies in Hz, one tone after another. */
const TONES = { ring: [660, 880, 660, 880], message: [740] } as const;
const TONE_SECONDS = 0.14;
const LOUDNESS = 0.12;

let context: AudioContext | undefined;

/** Plays a short sound. Browsers keep a page silent until its first press; until then nothing is heard. */
export function play(sound: keyof typeof TONES): void {
  context ??= new AudioContext();
  const audio = context;
  void audio.resume().then(() => {
    TONES[sound].forEach((frequency, index) => {
      const from = audio.currentTime + index * TONE_SECONDS;
      const tone = audio.createOscillator();
      const gain = audio.createGain();
      tone.frequency.value = frequency;
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(LOUDNESS, from + 0.02);
      gain.gain.linearRampToValueAtTime(0, from + TONE_SECONDS);
      tone.connect(gain).connect(audio.destination);
      tone.start(from);
      tone.stop(from + TONE_SECONDS);
    });
  });
}

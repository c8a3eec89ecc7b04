let audio: AudioContext | null = null;

/** Whether this machine's stations are to be heard: `usePersisted('floor.sound')`. */
export function isSoundOn(): boolean {
  return localStorage.getItem('vigie.floor.sound') === 'true';
}

/** A short tone: high for what is right, low and longer for what is wrong. */
export function beep(tone: 'ok' | 'wrong'): void {
  audio ??= new AudioContext();
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.type = tone === 'ok' ? 'sine' : 'square';
  oscillator.frequency.value = tone === 'ok' ? 1320 : 220;
  gain.gain.value = 0.08;
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start();
  oscillator.stop(audio.currentTime + (tone === 'ok' ? 0.08 : 0.35));
}

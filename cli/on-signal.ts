/**
 * Makes us the only one who answers a signal. Libraries below (conf, through when-exit) listen to
 * every signal too, and send the process each one a second time, so that it seems asked twice. What
 * they want done at the end they do at `exit` as well.
 */
export function onSignal(signal: NodeJS.Signals, answer: () => void): void {
  process.removeAllListeners(signal);
  process.on(signal, answer);
}

import { type CauseRule, strength } from '../cause.ts';
import { descriptionOf, quoted } from '../readings.ts';
import { isRefusedCode } from '../refused-code.ts';

/** An authorization code that came too late (RFC 6749 §4.1.2 recommends ten minutes at most). */
export const codeExpired: CauseRule = {
  id: 'code_expired',
  title: 'The code had expired',
  find(facts) {
    if (!isRefusedCode(facts)) return null;
    const callback = facts.steps.find(({ name }) => name === 'callback');
    const seconds =
      callback === undefined || facts.last === null ? 0 : Math.round((facts.last.exchange.startedAt - callback.startedAt) / 1_000);
    const said = /expired/i.test(descriptionOf(facts));
    if (!said && seconds < 30) return null;
    return {
      weight: said ? strength.strong : strength.likely,
      message: 'The authorization code had expired when it was redeemed.',
      evidence: `Between redirect and token request lay ${seconds} s.${quoted(facts)}`,
      fix: 'Run again, and do not wait between redirect and token request.',
    };
  },
};

import { type CauseRule, strength } from '../cause.ts';
import type { DiagnosisFacts } from '../facts.ts';
import { descriptionOf, isEdited, quoted } from '../readings.ts';
import { isRefusedCode } from '../refused-code.ts';

/** An authorization code that was redeemed before (RFC 6749 §4.1.2). */
export const codeUsedTwice: CauseRule = {
  id: 'code_used_twice',
  title: 'The code was used twice',
  find(facts) {
    if (!isRefusedCode(facts)) return null;
    const said = /(already|once|consumed|redeemed|been used|reuse)/i.test(descriptionOf(facts));
    const foreign = isEdited(facts, 'token', 'code');
    const code = facts.last?.parameters.get('code') ?? null;
    const sent = facts.steps.filter(({ name, exchange }) => name === 'token' && exchange?.response != null).length;
    // A server that gives no reason, for a request that is as it should be: most often another was quicker.
    const unexplained =
      descriptionSaysNothing(facts) && !isEdited(facts, 'token', 'code_verifier') && !isEdited(facts, 'token', 'redirect_uri');
    const again = facts.isReplay === true && !foreign;
    if (!said && !foreign && !again && sent < 2 && !unexplained) return null;
    return {
      weight: foreign ? strength.proven : said || again ? strength.strong : sent > 1 ? strength.likely : strength.possible,
      message: 'The authorization code was redeemed before, and a code is good for one time only.',
      evidence: foreign
        ? `The code that was sent is one entered by hand${code === null ? '' : ` (${code.length} characters)`}, not the one this run obtained.${quoted(facts)}`
        : again
          ? `The run that is replayed here sent this code before.${quoted(facts)}`
          : `The code was sent ${sent === 1 ? 'once' : `${sent} times`} by this run.${quoted(facts)}`,
      fix: foreign
        ? 'Send the code of this run.'
        : 'Run again: every run obtains a code of its own. If it repeats, another program or a reloaded page redeems it first.',
      ...(foreign && { changes: [{ kind: 'standardParameter', endpoint: 'token', name: 'code' }] as const }),
    };
  },
};

/** Whether the server names none of the other reasons there may be. */
const descriptionSaysNothing = (facts: DiagnosisFacts) => !/expired|pkce|verifier|challenge|redirect/i.test(descriptionOf(facts));

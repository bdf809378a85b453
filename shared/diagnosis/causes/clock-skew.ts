import { type CauseRule, strength } from '../cause.ts';
import { refusedWith, verdictOf } from '../readings.ts';

/**
 * Clocks that do not agree: this machine's, the server's, and the one that dates its tokens.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4
 */
export const clockSkew: CauseRule = {
  id: 'clock_skew',
  title: 'Two clocks disagree',
  find(facts) {
    const { last, clockSkewSeconds, claims } = facts;
    const date = Date.parse(last?.response?.headers.get('date') ?? '');
    if (last === null || Number.isNaN(date)) return null;
    const inTime = ['id_token_exp', 'id_token_iat'].some((id) => verdictOf(facts, id, 'fail') !== undefined);
    const refused = refusedWith(facts, 'invalid_client', 'invalid_grant', 'invalid_dpop_proof', 'invalid_request_object');
    if (!inTime && !refused) return null;
    const here = last.exchange.startedAt / 1_000;
    const apart = Math.round(date / 1_000 - here);
    const roundTrip = Math.ceil(last.exchange.timings.total / 1_000) || 0;
    if (Math.abs(apart) > clockSkewSeconds + roundTrip) {
      return {
        weight: inTime ? strength.proven : strength.likely - 5,
        message: `The clock of this machine is ${Math.abs(apart)} s ${apart > 0 ? 'behind' : 'ahead of'} the server’s.`,
        evidence: `Date header: ${new Date(date).toISOString()}. Here it was ${new Date(here * 1_000).toISOString()}.`,
        fix: 'Set the clock of this machine by the network, or the server’s.',
      };
    }
    const issued = claims
      .map(({ iat, nbf }) => Math.max(Number(iat ?? 0), Number(nbf ?? 0)))
      .find((time) => time > date / 1_000 + clockSkewSeconds);
    if (issued === undefined) return null;
    return {
      weight: strength.strong,
      message: `The token is dated ${Math.round(issued - date / 1_000)} s after the server’s own clock: what signs it has another clock.`,
      evidence: `iat or nbf is ${issued}; the Date header of the same answer says ${Math.floor(date / 1_000)}.`,
      fix: 'Set the clock of the machine that signs the tokens.',
    };
  },
};

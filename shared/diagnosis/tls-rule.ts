import { type CauseRule, strength } from './cause.ts';

/** Kinds of TLS failure, by the words `node/http/tls-error.ts` has for them. */
export const tlsKinds = {
  authority: /unknown authority/i,
  name: /for another name/i,
  date: /has expired\.|not yet valid/i,
  client: /client certificate/i,
};

/** A rule for one kind of TLS failure. */
export function tlsRule(id: string, title: string, pattern: RegExp, message: string, fix: string): CauseRule {
  return {
    id,
    title,
    find({ error }) {
      if (error?.code !== 'NET_TLS' || !pattern.test(error.message)) return null;
      return { weight: strength.proven, message, evidence: error.message, fix };
    },
  };
}

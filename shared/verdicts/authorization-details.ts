import { rfc } from '../model/spec-link.ts';
import type { TokenAnswerFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether what was granted in detail is what was asked for. */
export const authorizationDetails: Rule<TokenAnswerFacts> = {
  id: 'authorization_details',
  title: 'details granted',
  spec: rfc(9396, '7'),
  judge({ requestedDetails, answer: { members } }) {
    if (requestedDetails === '') return finding.notApplicable('No authorization_details were asked for.');
    const granted = members?.authorization_details;
    if (granted === undefined)
      return finding.warning('The answer does not say which authorization_details were granted.', shown(requestedDetails), null);
    const asked = detailsOf(requestedDetails);
    if (asked === null || !Array.isArray(granted))
      return finding.warning('The details cannot be compared: one of them is no list.', shown(requestedDetails), shown(granted));
    const given = granted.map(canonical);
    const missing = asked.filter((detail) => !given.includes(canonical(detail)));
    if (missing.length === 0 && given.length === asked.length)
      return finding.pass('All that was asked for in detail was granted as asked.', shown(asked), shown(granted));
    return {
      ...finding.warning('What was granted in detail differs from what was asked for.', shown(asked), shown(granted)),
      title: 'details changed',
    };
  },
};

function detailsOf(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** The same text for the same value, whatever the order of its members. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join()}}`;
}

import { type CauseRule, strength } from '../cause.ts';
import { beside } from '../published-place.ts';
import { answeredWith, shortened } from '../readings.ts';

/** A page where data should be. */
export const htmlPage: CauseRule = {
  id: 'html_page',
  title: 'A page came instead of JSON',
  find(facts) {
    const { last } = facts;
    if (last?.response == null || facts.error === null) return null;
    const { text, mediaType, headers } = last.response;
    if (mediaType !== 'text/html' && !/^<(!doctype html|html|head|body)/i.test(text)) return null;
    const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.trim() ?? '';
    const isLogin = /type=["']?password/i.test(text) || /log.?in|sign.?in/i.test(title);
    const isProxy = headers.has('via') || /proxy|firewall|gateway|zscaler|captive/i.test(`${title} ${headers.get('server') ?? ''}`);
    const what = isLogin ? 'a login page' : isProxy ? 'the page of a proxy or gateway' : 'an HTML page';
    return {
      weight: strength.strong + 5,
      message: `The answer is ${what}, not an answer for programs.`,
      evidence: `${answeredWith(last, last.response)} Its type is ${mediaType || 'not named'}${title === '' ? '' : `, its title “${shortened(title, 80)}”`}.`,
      ...beside(
        facts,
        isProxy
          ? 'Something between here and the server answered: check the proxy, the VPN and the network sign-in.'
          : 'Check the URL of the endpoint: this one is for people.',
      ),
    };
  },
};

import { describe, expect, test } from 'vitest';
import { firstDifference } from '../../../shared/diagnosis/first-difference.ts';
import { examineRedirect } from '../../../shared/diagnosis/redirect-doctor.ts';
import type { RedirectProbe } from '../../../shared/model/redirect-report.ts';

const nothing: RedirectProbe = { addresses: [], owner: null };

describe('the first difference', () => {
  test.each([
    ['http://a/cb', 'http://a/cb/', 'trailing slash only'],
    ['http://a/cb', 'http://a/CB', 'upper and lower case only'],
    ['http://a/cb', 'http://a/cb ', 'U+0020 (not visible)'],
    ['http://localhost:1/cb', 'http://127.0.0.1:1/cb', 'The host is localhost here'],
    ['http://a:1/cb', 'http://a:2/cb', 'The port is 1 here'],
    ['http://a/cb', 'https://a/cb', 'The scheme is http: here'],
  ])('of %s and %s', (ours, theirs, words) => {
    expect(firstDifference(ours, theirs)?.message).toContain(words);
  });

  test('of equal strings is none', () => expect(firstDifference('http://a/cb', 'http://a/cb')).toBeNull());
});

test('a port that differs on a loopback address is a warning, a path that differs a failure', () => {
  const statuses = (registered: string) =>
    examineRedirect('http://127.0.0.1:4/cb', nothing, registered).findings.map(({ status }) => status);
  expect(statuses('http://127.0.0.1/cb')).toEqual(['warning']);
  expect(statuses('http://127.0.0.1:4/cb2')).toEqual(['fail']);
  expect(statuses('http://127.0.0.1:4/cb')).toEqual(['pass']);
});

test('a missing IPv6 stands in the way of [::1] only', () => {
  const probe: RedirectProbe = { addresses: [{ address: '::1', state: 'unreachable', reason: 'EADDRNOTAVAIL' }], owner: null };
  expect(examineRedirect('http://127.0.0.1:4/cb', probe, null).findings[0]?.status).toBe('warning');
  expect(examineRedirect('http://[::1]:4/cb', probe, null).findings[0]?.status).toBe('fail');
});

test('a fragment and a blank are refused, and left out of what to register', () => {
  const { findings, register } = examineRedirect(' http://127.0.0.1:4/cb#x', nothing, null);
  expect(findings.map(({ status }) => status)).toEqual(['fail', 'fail']);
  expect(register[0]?.uri).toBe('http://127.0.0.1:4/cb');
});

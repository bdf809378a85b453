import { expect, test } from 'vitest';
import { readToken } from '../../../shared/inspector/read-token.ts';

const said = (text: string) => readToken(text).findings.map(({ message }) => message);

test.each([
  ['gho_16C7e42F292c6912E7710c838347Ae178B4a', 'an OAuth access token of GitHub'],
  ['github_pat_11ABCDEFG0', 'a fine-grained personal access token of GitHub'],
  ['ya29.a0AfB_byC', 'an access token of Google'],
  ['xoxb-1234', 'a bot token of Slack'],
])('the beginning of %s tells whose token it seems to be', (text, words) => {
  expect(said(text)).toEqual([expect.stringContaining(`It begins like ${words}.`)]);
});

test.each(['gho_', 'agho_16C7e42F', '2YotnFZFEjr1zCsicMWpAA'])('%s tells nothing', (text) => {
  expect(said(text)).toEqual([expect.not.stringContaining('It begins like')]);
});

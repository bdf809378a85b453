import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { dataFolder } from '../../../node/data-folder.ts';
import { createLog } from '../../../node/log.ts';
import type { LogFields } from '../../../shared/ports.ts';
import { temporaryFolder } from './private-session.ts';

const linesOf = (file: string) => readFileSync(file, 'utf8').trim().split('\n');

test('only fields of the allow-list are written, and only as names and numbers', () => {
  const folder = temporaryFolder();
  const smuggled = { method: 'run.start', secret: 'CANARY', code: 'CANARY two\nlines', ms: 3, status: { toJSON: () => 'CANARY' } };
  createLog({ folder }).write('warn', 'call.failed', smuggled as unknown as LogFields);
  const lines = linesOf(join(folder, 'grantbench.log'));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    time: expect.any(String),
    level: 'warn',
    event: 'call.failed',
    method: 'run.start',
    code: 'CANARY_two_lines',
    ms: 3,
  });
});

test('two logs of one process keep to their own folders, for their owner alone', () => {
  const [one, two] = [temporaryFolder(), temporaryFolder()];
  createLog({ folder: one }).write('info', 'one');
  createLog({ folder: two }).write('info', 'two');
  expect([one, two].map((folder) => linesOf(join(folder, 'grantbench.log')).length)).toEqual([1, 1]);
  if (process.platform !== 'win32') expect(statSync(join(one, 'grantbench.log')).mode & 0o777).toBe(0o600);
});

test('a full log makes room, and never grows beyond two files', () => {
  const folder = temporaryFolder();
  const log = createLog({ folder });
  writeFileSync(join(folder, 'grantbench.log'), 'x'.repeat(1_048_570));
  for (let count = 0; count < 30; count += 1) log.write('info', 'many', { count });
  expect(readdirSync(folder).sort()).toEqual(['grantbench.log', 'grantbench.old.log']);
  expect(linesOf(join(folder, 'grantbench.log')).length).toBeGreaterThan(20);
});

test('a log that cannot be written stops nothing, and says nothing on the console', () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  onTestFinished(() => printed.mockRestore());
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'grantbench.log'));
  const log = createLog({ folder });
  log.write('error', 'lost');
  log.write('error', 'lost again');
  expect(printed).not.toHaveBeenCalled();
  expect(statSync(join(folder, 'grantbench.log')).isDirectory()).toBe(true);
});

test('the data folder is made for its owner alone, or says why not', () => {
  const parent = temporaryFolder();
  const folder = dataFolder(join(parent, 'deep', 'data'));
  expect(existsSync(folder)).toBe(true);
  if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
  writeFileSync(join(parent, 'file'), '');
  expect(() => dataFolder(join(parent, 'file', 'data'))).toThrow(expect.objectContaining({ code: 'STORE_FAILED' }));
});

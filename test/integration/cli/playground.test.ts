import { describe, expect, test } from 'vitest';
import { run, start, temporaryHome } from './run-cli.ts';

describe('grantbench playground', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('prints one JSON line when it serves, and ends in order on %s', async (signal) => {
    const own = temporaryHome();
    const running = start(['playground', '--json'], { env: own.env });
    const facts = JSON.parse(await running.line('stdout')) as { issuer: string; users: unknown[]; clients: unknown[] };
    expect([facts.users.length, facts.clients.length]).toEqual([2, 11]);
    expect((await fetch(`${facts.issuer}/.well-known/openid-configuration`)).status).toBe(200);
    running.child.kill(signal);
    const ended = await running.ended;
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout.trim().split('\n')).toHaveLength(1);
    own.remove();
  });

  test('a fixed port is the port, and a taken one is exit 5', async () => {
    const own = temporaryHome();
    const first = start(['playground', '--json'], { env: own.env });
    const { port } = new URL((JSON.parse(await first.line('stdout')) as { issuer: string }).issuer);
    const ended = await run(['playground', '--json', '--port', port], { env: own.env });
    expect([ended.code, JSON.parse(ended.stdout).error.code]).toEqual([5, 'PLAYGROUND_FAILED']);
    first.child.kill('SIGTERM');
    await first.ended;
    const second = start(['playground', '--json', '--port', port], { env: own.env });
    expect(JSON.parse(await second.line('stdout')).issuer).toBe(`http://127.0.0.1:${port}`);
    second.child.kill('SIGTERM');
    await second.ended;
    own.remove();
  });

  test('for a person it lists users and clients', async () => {
    const own = temporaryHome();
    const running = start(['playground'], { env: own.env });
    expect(await running.line('stdout')).toMatch(/^Playground: http:/);
    running.child.kill('SIGINT');
    const { code, stdout } = await running.ended;
    expect(code).toBe(0);
    for (const word of ['alice', 'wonderland', 'machine-client', 'machine-secret', 'Ctrl-C']) expect(stdout).toContain(word);
    own.remove();
  });
});

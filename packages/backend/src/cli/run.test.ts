import { describe, expect, it } from 'vitest';
import { run } from './run.ts';
import { renderTable } from './table.ts';

async function call(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' };
  const to = (stream: 'out' | 'err') => ({
    write: (text: string) => {
      written[stream] += text;
    },
  });
  return { code: await run(args, to('out'), to('err')), ...written };
}

describe('gradlab-backend', () => {
  it('prints a table of every backend', async () => {
    const { code, out, err } = await call();
    expect(code).toBe(0);
    expect(err).toBe('');
    for (const name of ['wasm', 'cuda', 'cpu', 'webgl', 'webgpu'])
      expect(out).toMatch(new RegExp(`│ ${name} +│ (yes|no) `));
    expect(out).toContain('install @tensorflow/tfjs-node-gpu@4.22.0');
  });

  it('prints JSON', async () => {
    const { code, out } = await call('--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toContainEqual({ name: 'wasm', available: true });
  });

  it('answers for one backend by its exit code', async () => {
    expect(await call('wasm', '--json')).toMatchObject({ code: 0, out: expect.stringContaining('"wasm"') });
    expect(await call('cuda')).toMatchObject({ code: 1, out: expect.not.stringContaining('wasm') });
  });

  it('prints help', async () => {
    expect(await call('--help')).toMatchObject({ code: 0, out: expect.stringContaining('Usage: gradlab-backend') });
  });

  it.each([['--yaml'], ['gpu'], ['cpu', 'wasm'], ['auto']])('refuses %s %s', async (...args) => {
    const { code, out, err } = await call(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^gradlab-backend: .+\n\nUsage/);
  });

  it('has a table for no backend at all', () => {
    expect(renderTable([])).toContain('works here');
  });
});

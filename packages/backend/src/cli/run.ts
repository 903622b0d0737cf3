import { parseArgs } from 'node:util';
import { BACKEND_NAMES } from '../backend-name.ts';
import { type BackendStatus, checkBackends } from '../check-backends.ts';
import { renderTable } from './table.ts';

const HELP = `Usage: gradlab-backend [name] [--json]

Says which backends work here, and why the others do not.

  name       one of ${BACKEND_NAMES.join(', ')}: only this one
  --json     print [{ "name", "available", "reason" }] instead of a table
  --help     print this

Exit code: 0 if a listed backend works, 1 if none does, 2 for wrong arguments.
`;

interface Output {
  write(text: string): unknown;
}

/**
 * The `gradlab-backend` command.
 *
 * @param args what follows the command's name
 * @returns the exit code
 */
export async function run(args: readonly string[], out: Output, err: Output): Promise<number> {
  const request = parse(args);
  if (typeof request === 'string') {
    err.write(`gradlab-backend: ${request}\n\n${HELP}`);
    return 2;
  }
  if (request.help) {
    out.write(HELP);
    return 0;
  }
  const statuses = (await checkBackends()).filter(({ name }) => request.name === undefined || request.name === name);
  out.write(request.json ? `${JSON.stringify(statuses, undefined, 2)}\n` : `${renderTable(statuses)}\n`);
  return statuses.some(({ available }: BackendStatus) => available) ? 0 : 1;
}

interface Request {
  readonly name: string | undefined;
  readonly json: boolean;
  readonly help: boolean;
}

/** The request, or what is wrong with it. */
function parse(args: readonly string[]): Request | string {
  const options = {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [name, ...rest] = positionals;
    if (rest.length > 0) return `at most one name, got ${positionals.join(' ')}`;
    if (name !== undefined && !BACKEND_NAMES.some((known) => known === name)) {
      return `name must be one of ${BACKEND_NAMES.join(', ')}, got ${name}`;
    }
    return { name, json: values.json, help: values.help };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

#!/usr/bin/env node
import { run } from './cli/run.ts';

void run(process.argv.slice(2), process.stdout, process.stderr).then((code) => {
  process.exitCode = code;
});

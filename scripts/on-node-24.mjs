/**
 * Runs a TypeScript program of ours on Node 24: `node scripts/on-node-24.mjs scripts/test.ts …`.
 * Plain JavaScript, because an older Node must be able to read it and say what is wrong.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Grantbench needs Node 24 and found ${process.version}. The dev dependency "node" brings it: run npm ci with install scripts switched on, or install Node 24.`,
  );
  process.exit(1);
}

const [program, ...rest] = process.argv.slice(2);
process.argv = [process.argv[0], resolve(program), ...rest];
await import(pathToFileURL(resolve(program)).href);

#!/usr/bin/env node
/**
 * The command `grantbench`. This file does nothing but switch the compile cache on before anything
 * else is loaded: what comes after it starts from code that is compiled already.
 */
import { keepCompiledCode } from './compile-cache.ts';

keepCompiledCode();
const { runProgram } = await import('./program.ts');
await runProgram(process.argv.slice(2));

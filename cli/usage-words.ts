/**
 * What commander says about wrong usage, without the values it quotes: an unquoted blank in a secret, or a
 * header without its colon, would carry that secret to the terminal and into the log of a CI job.
 */
export function usageWords(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(
      /^(too many arguments for '[^']*'\. Expected \d+ arguments? but got \d+)[\s\S]*$/,
      '$1. A value with blanks needs quotation marks.',
    )
    .replace(/^unknown option '([\s\S]*?)'(\n[\s\S]*)?$/, (_all, option: string, guess = '') => `${unknownOption(option)}${guess}`)
    .replace(/^((?:option|command-argument) '[^']*' argument) '[\s\S]*' (is invalid\.)/, '$1 $2');
}

/** Only what reads like the name of an option is repeated; what stands behind `=` never is. */
function unknownOption(option: string): string {
  const [name = ''] = option.split('=', 1);
  return /^--[a-z][a-z-]{0,39}$/.test(name)
    ? `unknown option '${name}'`
    : 'unknown option: a value that begins with - needs its option and =';
}

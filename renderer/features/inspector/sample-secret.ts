/** The secret the sample tokens are signed with, told to whoever tries verifying. */
export const SAMPLE_SECRET = 'a sample secret that everybody knows';

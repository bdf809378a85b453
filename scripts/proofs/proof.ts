/** A test that proves something: its file under `test/`, and a part of its title that stands so in the file. */
export interface Proof {
  readonly file: string;
  readonly title: string;
}

/** How a feature can be proved; the columns of the table. */
export const ways = {
  unit: 'Unit',
  oidcProvider: 'Against oidc-provider',
  fixture: 'Against a fixture',
  commandLine: 'Command line',
  browser: 'Browser',
} as const;
export type Way = keyof typeof ways;

/** Something Grantbench can do, where it comes from, and what shows that it can. */
export interface Feature {
  readonly name: string;
  /** `RFC 8628`, `RFC 9126 §2` … */
  readonly specs: string;
  readonly proofs: Partial<Readonly<Record<Way, readonly Proof[]>>>;
}

/** Features under one heading. */
export interface FeatureGroup {
  readonly title: string;
  readonly features: readonly Feature[];
}

import type { FeatureGroup } from '../proof.ts';

/** What keeps secrets. */
export const secretsFeatures: FeatureGroup = {
  title: 'Secrets',
  features: [
    {
      name: 'With a canary as every secret none is seen',
      specs: '',
      proofs: {
        fixture: [
          { file: 'security/canary-workbench.test.ts', title: 'no reply, no event and no page shows one' },
          {
            file: 'security/canary-workbench.test.ts',
            title: 'endpoints were asked, runs stood still, messages were sent again, redirects captured and handed on',
          },
          { file: 'security/canary-workbench.test.ts', title: 'no file holds one, while the workbench runs and after it ended' },
          { file: 'security/canary-serve.test.ts', title: 'leaves none in any file' },
        ],
        commandLine: [{ file: 'security/canary-command-line.test.ts', title: 'shows none outside the tokens' }],
        browser: [
          { file: 'e2e/security-canary.spec.ts', title: 'no run of history shows a canary' },
          { file: 'e2e/security-canary.spec.ts', title: 'no masked form, section, live run or landing page shows a canary' },
        ],
      },
    },
    {
      name: 'Secrets live in the keychain, in pieces where they are long',
      specs: '',
      proofs: {
        fixture: [
          { file: 'integration/storage/split-secret.test.ts', title: '' },
          { file: 'integration/storage/keychain.test.ts', title: '' },
        ],
        browser: [{ file: 'e2e/form.spec.ts', title: 'a typed secret goes to the keychain and nowhere else' }],
      },
    },
    {
      name: 'A content security policy that is tested by behaviour',
      specs: 'CSP 3',
      proofs: {
        browser: [{ file: 'e2e/security-csp.spec.ts', title: 'nothing that was not served with the page runs, loads or leaves' }],
      },
    },
  ],
};

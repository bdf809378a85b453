import type { DiagnosisFacts } from './facts.ts';
import { refusedWith } from './readings.ts';

const redeemsCode = ({ profile: { grant } }: DiagnosisFacts) => grant === 'authorization_code' || grant === 'hybrid';

/** Whether the token endpoint did not take the authorization code. */
export const isRefusedCode = (facts: DiagnosisFacts) => redeemsCode(facts) && refusedWith(facts, 'invalid_grant', 'bad_verification_code');

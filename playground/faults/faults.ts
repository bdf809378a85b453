import type { FaultTable } from './fault.ts';
import { redirectParameters } from './redirect-parameters.ts';
import { tokenAnswers } from './token-answers.ts';
import { tokenMembers } from './token-members.ts';

/** The table of all faults. */
export const faults: FaultTable = { ...tokenAnswers, ...tokenMembers, ...redirectParameters };

import { useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import type { Diagnosis } from '../../../shared/model/diagnosis.ts';
import { Card } from '../../components/card.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { applyFix } from '../../state/apply-fix.ts';
import { runSelectedProfile } from '../../state/run-profile.ts';
import classes from './diagnosis-list.module.css';

interface DiagnosisListProps {
  readonly diagnosis: readonly Diagnosis[];
  /** Whose settings a fix changes; null where there is no such profile. */
  readonly profileId: string | null;
  readonly succeeded: boolean;
}

/** The likely causes in order, each with its evidence and, where a machine can make it, the change that would help. */
export function DiagnosisList({ diagnosis, profileId, succeeded }: DiagnosisListProps) {
  const [applied, setApplied] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  if (diagnosis.length === 0) return null;

  const apply = async ({ id, fix }: Diagnosis, run: boolean) => {
    if (profileId === null) return;
    try {
      await applyFix(profileId, fix.changes);
      setApplied(id);
      setProblem(null);
      if (run) await runSelectedProfile();
    } catch (thrown) {
      setProblem(asAppError(thrown).message);
    }
  };

  return (
    <Card title={succeeded ? 'Worth knowing' : diagnosis.length === 1 ? 'The likely cause' : 'Likely causes'}>
      <ol className={classes.list}>
        {diagnosis.map((cause) => (
          <li key={cause.id} className={classes.cause} data-cause={cause.id}>
            <bdi className={classes.message}>{cause.message}</bdi>
            <bdi className={classes.evidence}>{cause.evidence}</bdi>
            <div className={classes.fix}>
              <bdi>{cause.fix.text}</bdi>
              {profileId !== null && cause.fix.changes.length > 0 && (
                <span className={classes.actions}>
                  {applied === cause.id ? (
                    <span role="status">Applied</span>
                  ) : (
                    <>
                      <TextAction aria-label={`Apply: ${cause.fix.text}`} onClick={() => void apply(cause, false)}>
                        Apply
                      </TextAction>
                      <TextAction aria-label={`Apply and run: ${cause.fix.text}`} onClick={() => void apply(cause, true)}>
                        Apply and run
                      </TextAction>
                    </>
                  )}
                </span>
              )}
            </div>
          </li>
        ))}
      </ol>
      {problem !== null && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
    </Card>
  );
}

import { type Actor, readDelegation } from '../../../shared/inspector/actor-chain.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Badge } from '../../components/badge.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import classes from './delegation-line.module.css';

interface DelegationLineProps {
  /** The claims of the token; null where they cannot be read. */
  readonly payload: Readonly<Record<string, unknown>> | null;
  /** Whether a token exchange brought it: only then is the absence of an actor worth a word. */
  readonly exchanged: boolean;
}

/** Who acts for whom: the chain of actors, the newest first, or that nothing tells them apart. */
export function DelegationLine({ payload, exchanged }: DelegationLineProps) {
  if (payload === null) return null;
  const { subject, actors, mayAct } = readDelegation(payload);
  if (actors.length === 0 && mayAct === null && !exchanged) return null;
  const whom = subject ?? 'the subject';
  return (
    <div className={classes.line}>
      {actors.length > 0 && (
        <>
          <Badge tone="neutral">delegation</Badge>
          <ol className={classes.chain} aria-label="Who acts for whom">
            {actors.map((actor, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same actor may stand in it twice.
              <li key={index}>
                <Name actor={actor} /> <span className={classes.words}>{index === 0 ? 'acts for' : 'acted before'}</span>
              </li>
            ))}
            <li>
              <bdi>{whom}</bdi>
            </li>
          </ol>
          <SpecAnchor spec={rfc(8693, '4.1')} />
        </>
      )}
      {actors.length === 0 && exchanged && (
        <>
          <Badge tone="neutral">impersonation</Badge>
          <span className={classes.words}>
            Nothing in it tells who asked for it apart from <bdi className={classes.name}>{whom}</bdi>.{' '}
            <SpecAnchor spec={rfc(8693, '1.1')} />
          </span>
        </>
      )}
      {mayAct !== null && (
        <span className={classes.words}>
          <Name actor={mayAct} /> may come to act for <bdi className={classes.name}>{whom}</bdi>. <SpecAnchor spec={rfc(8693, '4.4')} />
        </span>
      )}
    </div>
  );
}

function Name({ actor }: { readonly actor: Actor }) {
  return (
    <bdi className={classes.name} {...(actor.issuer !== null && { title: `of ${actor.issuer}` })}>
      {actor.name}
    </bdi>
  );
}

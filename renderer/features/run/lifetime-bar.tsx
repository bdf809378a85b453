import { useNow } from '../../components/use-now.ts';
import { lifetime } from './lifetime.ts';
import classes from './lifetime-bar.module.css';

/** How much of a token's life is over, moving. Nothing where its end is unknown. Takes epoch seconds. */
export function LifetimeBar({ issuedAt, expiresAt }: { readonly issuedAt: number | null; readonly expiresAt: number | null }) {
  const now = useNow();
  const life = lifetime(issuedAt, expiresAt, now);
  if (life === null) return null;
  return (
    <div className={classes.lifetime}>
      <div className={classes.track} aria-hidden>
        <div className={life.state === 'expired' ? classes.over : classes.passed} style={{ width: `${life.passed * 100}%` }} />
      </div>
      <div className={classes.words}>
        <span>{life.issued}</span>
        <span>{life.left}</span>
      </div>
    </div>
  );
}

import classes from './refused.module.css';

/** The page has no right to call its host: it was opened by an old or bare address. */
export function Refused() {
  return (
    <main className={classes.page}>
      <h1 className={classes.title}>This page is not connected</h1>
      <p>
        Grantbench takes calls only from the page it opened itself. The address it prints holds a key that works once; a copied, old or
        shortened address has none.
      </p>
      <p>
        Go to the terminal where <code>grantbench serve</code> runs and press Enter: it prints a fresh address. If it no longer runs, start
        it again.
      </p>
    </main>
  );
}

import type { ReactNode } from 'react';
import type { SpecLink } from '../../shared/model/spec-link.ts';
import classes from './spec-anchor.module.css';

/** Names a section the short way: `RFC 6749 §5.1`. */
export function specWords({ rfc, section }: SpecLink): string {
  return section === '' ? rfc : `${rfc} §${section}`;
}

/** A link to where a rule is written. Says the section unless it is given other words. */
export function SpecAnchor({
  spec,
  quiet,
  children,
}: {
  readonly spec: SpecLink;
  readonly quiet?: boolean;
  readonly children?: ReactNode;
}) {
  const words = specWords(spec);
  return (
    <a
      className={quiet ? classes.quiet : classes.anchor}
      href={spec.url}
      target="_blank"
      rel="noreferrer"
      title={children === undefined ? undefined : words}
    >
      {children ?? words}
    </a>
  );
}

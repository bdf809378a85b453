import type { TlsFacts } from '../../../shared/model/exchange.ts';
import { Badge } from '../../components/badge.tsx';
import { FieldTable } from './field-table.tsx';
import classes from './tls-facts-table.module.css';

/** How the connection was protected, and by whose certificate. */
export function TlsFactsTable({ tls }: { readonly tls: TlsFacts }) {
  const rows = [
    ['Protocol', `${tls.protocol}, ${tls.cipher}`],
    ['Subject', tls.subject],
    ['Issuer', tls.issuer],
    ['Valid', `${tls.validFrom} – ${tls.validTo}`],
    ['SHA-256', tls.fingerprint256],
    ...(tls.clientCertificate === null
      ? []
      : [['Client certificate', tls.clientCertificate.subject] as const, ['x5t#S256', tls.clientCertificate.thumbprint256] as const]),
  ] as const;
  return (
    <div className={classes.facts}>
      <p className={classes.verdict}>
        {tls.authorized ? (
          <Badge tone="good">certificate valid</Badge>
        ) : (
          <>
            <Badge tone="bad">certificate not trusted</Badge> <bdi>{tls.authorizationError}</bdi>
          </>
        )}
      </p>
      <FieldTable rows={rows.map(([name, value]) => [name, [value]])} />
    </div>
  );
}

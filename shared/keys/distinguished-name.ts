import type * as pkijs from 'pkijs';

/** Short names of RFC 4514 §3, and the two that every certificate tool writes besides. */
const shortNames: Record<string, string> = {
  '2.5.4.3': 'CN',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.6': 'C',
  '2.5.4.9': 'STREET',
  '0.9.2342.19200300.100.1.25': 'DC',
  '0.9.2342.19200300.100.1.1': 'UID',
  '2.5.4.5': 'serialNumber',
  '2.5.4.97': 'organizationIdentifier',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

function escaped(value: string): string {
  return value
    .replace(/["+,;<>\\]/g, '\\$&')
    .replaceAll('\0', '\\00')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ');
}

/**
 * A distinguished name as text, most specific part first.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4514#section-2
 */
export function distinguishedName(name: pkijs.RelativeDistinguishedNames): string {
  return name.typesAndValues
    .map(({ type, value }) => {
      const text: unknown = value.valueBlock.value;
      return `${shortNames[type] ?? type}=${escaped(typeof text === 'string' ? text : '')}`;
    })
    .reverse()
    .join(',');
}

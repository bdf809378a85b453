import { Fact } from '../../components/facts.tsx';
import classes from './server-words.module.css';

/** In the place of a meaning, for a code of the server’s own. */
export const NOT_SPECIFIED = 'No specification defines this code; the server’s documentation may.';

interface ServerWordsProps {
  /** `error_description` */
  readonly description: string | null | undefined;
  /** `error_uri` */
  readonly uri: string | null | undefined;
}

/**
 * What a server says about its error. It is the text of whoever sent it, and not to be trusted: only
 * web addresses become links.
 *
 * @see RFC 6749 section 5.2
 */
export function ServerWords({ description, uri }: ServerWordsProps) {
  return (
    <>
      {typeof description === 'string' && (
        <Fact name="In its words">
          <bdi dir="auto" className={classes.quoted}>
            {description}
          </bdi>
        </Fact>
      )}
      {typeof uri === 'string' && (
        <Fact name="More from the server">
          {/^https?:\/\//i.test(uri) ? (
            <a href={uri} target="_blank" rel="noreferrer">
              {uri}
            </a>
          ) : (
            <bdi>{uri}</bdi>
          )}
        </Fact>
      )}
    </>
  );
}

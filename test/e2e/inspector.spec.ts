import { createHash, createHmac, generateKeyPairSync } from 'node:crypto';
import { CompactEncrypt, importJWK } from 'jose';
import { makeCertificate } from '../fixtures/certificates.ts';
import { expect, test } from './host-fixture.ts';
import { InspectorScreen } from './pages/inspector-screen.ts';
import { Workbench } from './pages/workbench.ts';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token signed with a secret of these bytes. */
function signed(claims: object, secret: Buffer): string {
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

const secret = Buffer.from('fb12c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6', 'hex');
const exp = Math.floor(Date.now() / 1_000) + 900;

test('signed tokens are pasted, verified, compared, edited; and one of a run is opened', async ({ page, host }) => {
  await host.open(page);
  const inspector = new InspectorScreen(page);

  await test.step('a pasted token is read without server or profile, is never called valid unverified, and is kept nowhere', async () => {
    await page.getByRole('button', { name: 'Paste a token' }).click();
    await expect(inspector.editor()).toBeFocused();
    const token = signed({ sub: 'alice', name: 'بدر الدين', exp, long: 'x'.repeat(3_000) }, secret);
    await inspector.paste(token);
    const card = inspector.card(/Signed token/);
    await expect(card).toContainText('Subject: whom the token is about');
    await expect(card).toContainText('signature not checked');
    await expect(inspector.editor().locator('.cm-jwt-payload').first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1_440);

    // Read as text it did not sign; read as Base64 it did.
    await page.getByLabel('Secret', { exact: true }).fill(secret.toString('base64'));
    await page.keyboard.press('Enter');
    await expect(inspector.card('Signature')).toContainText('Not valid.');
    await inspector.pick('Written as', 'Base64');
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await expect(inspector.card('Signature')).toContainText('Valid. HS256');
    await expect(card).toContainText('signature valid');

    // One character more, and what was found out is no longer said of it.
    await page.keyboard.press('Escape');
    await inspector.editor().focus();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('A');
    await expect(card).toContainText('signature not checked');
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
    expect(kept).not.toContain(token.slice(0, 40));
  });

  await test.step('the broken place of a token is underlined and said; a token in other text is found', async () => {
    const [header = '', payload = '', signature = ''] = signed({ sub: 'alice', exp }, secret).split('.');
    await inspector.paste(`${header}.${payload.slice(0, 8)}!${payload.slice(9)}.${signature}`);
    await expect(inspector.reading).toContainText('Payload, character 9');
    await expect(inspector.editor().locator('.cm-lintRange-error')).toHaveText('!');

    const other = signed({ sub: 'bob', exp }, secret);
    await inspector.paste(`curl https://api.example/a -H 'Authorization: Bearer ${header}.${payload}.${signature}' -d 'token=${other}'`);
    await expect(inspector.reading.getByRole('status').first()).toHaveText('Found in a cURL command, 2 tokens');
    await expect(inspector.reading).toContainText('alice');
    await inspector.pick('Which token', /^2 of 2/);
    await expect(inspector.reading).toContainText('bob');
  });

  await test.step('claims are edited and signed with a new key; an attack says what the token now is', async () => {
    await inspector.paste(signed({ sub: 'alice', exp }, secret));
    await inspector.choose('Edit');
    const claims = page.getByRole('textbox', { name: 'Claims' });
    await expect(claims).toContainText('"alice"');
    const edited = '{"sub": "mallory", "exp": 4000000000}';
    await claims.fill('');
    // As fast as it can: what is drawn late must not undo what was typed since.
    for (const character of edited) await claims.evaluate((_, typed) => document.execCommand('insertText', false, typed), character);
    await expect(claims).toHaveText(edited);
    await inspector.pick('Sign with', /A new key/);
    await page.getByRole('button', { name: 'Sign', exact: true }).click();
    await expect(inspector.reading.getByRole('alert')).toContainText('signed by you with ES256');
    const publicKey = await page.getByRole('region', { name: 'Public key' }).locator('pre').innerText();

    await inspector.choose('Read');
    await expect(inspector.reading).toContainText('mallory');
    await inspector.pick('Verify with', /A key I have/);
    await page.getByLabel('Key', { exact: true }).fill(publicKey);
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await expect(inspector.card('Signature')).toContainText('Valid. ES256');

    await inspector.choose('Edit');
    await page.getByRole('button', { name: 'Attacks' }).click();
    await page.getByRole('menuitem', { name: /Say “alg”: “none”/ }).click();
    await expect(inspector.reading.getByRole('alert')).toContainText('says it needs no signature');
    await inspector.choose('Read');
    await expect(inspector.card('Unsecured token')).toContainText('mallory');
  });

  await test.step('two tokens are compared: claims, lifetimes, scopes', async () => {
    await inspector.choose('Compare');
    await inspector.paste(signed({ sub: 'alice', scope: 'a b', iat: exp - 900, exp, old: 1 }, secret), 'First token');
    await inspector.paste(signed({ sub: 'bob', scope: 'b c', iat: exp - 900, exp: exp + 900, fresh: 1 }, secret), 'Second token');
    const claims = inspector.reading.getByRole('table', { name: 'Claims compared' });
    await expect(claims.getByRole('row', { name: /^old removed/ })).toBeVisible();
    await expect(claims.getByRole('row', { name: /^fresh added/ })).toBeVisible();
    await expect(claims.getByRole('row', { name: /^sub changed alice bob/ })).toBeVisible();
    const summary = inspector.reading.getByRole('table', { name: 'Lifetimes and scopes' });
    await expect(summary.getByRole('row', { name: 'Lifetime 15 min 30 min' })).toBeVisible();
    await expect(summary.getByRole('row', { name: 'Scopes only here a c' })).toBeVisible();
  });

  await test.step('a token of a run is opened here, and verified with the keys its issuer publishes', async () => {
    await new Workbench(page).goTo('Workbench');
    const workbench = new Workbench(page);
    await workbench.startPlayground();
    await workbench.profiles.select('Machine client');
    await workbench.form.run.click();
    await expect(workbench.token('Access token')).toContainText('Access token, as its type (typ) says.');
    await workbench.token('Access token').getByRole('button', { name: 'Inspect Access token' }).click();
    await expect(inspector.reading).toContainText('signature not checked');
    await page.getByRole('button', { name: 'Fetch keys and verify' }).click();
    await expect(inspector.card('Signature')).toContainText('Valid.');
    await inspector.pick('Verify with', /A key set at an address/);
    await page.getByLabel('Address of the key set').fill('http://127.0.0.1:1/jwks');
    await page.getByRole('button', { name: 'Fetch keys and verify' }).click();
    await expect(inspector.card('Signature')).toContainText(/refused/i);
    await expect(inspector.reading).toContainText('signature not checked');
  });
});

test('every other form is read, and an encrypted token opened', async ({ page, host }) => {
  await host.open(page);
  const inspector = new InspectorScreen(page);
  await inspector.open();

  await test.step('an encrypted token is opened with its key, and what is inside is read', async () => {
    const jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
    const { kty, n, e } = jwk;
    const nested = signed({ sub: 'inside', exp }, secret);
    const encrypted = await new CompactEncrypt(new TextEncoder().encode(nested))
      .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', cty: 'JWT' })
      .encrypt(await importJWK({ kty, n, e } as Parameters<typeof importJWK>[0], 'RSA-OAEP-256'));
    await inspector.paste(encrypted);
    await page
      .getByLabel('Key', { exact: true })
      .fill(JSON.stringify(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })));
    await page.getByRole('button', { name: 'Decrypt', exact: true }).click();
    await expect(inspector.card('Decrypt')).toContainText('does not open this token');
    await page.getByLabel('Key', { exact: true }).fill(JSON.stringify(jwk));
    await page.getByRole('button', { name: 'Decrypt', exact: true }).click();
    await expect(inspector.card(/^Inside: /)).toContainText('inside');
    await page.getByRole('button', { name: 'Open the token inside' }).click();
    await expect(inspector.editor()).toContainText(nested.slice(0, 30));
  });

  await test.step('other forms: recipients, disclosures, keys, an assertion, a payload kept apart', async () => {
    const recipients = ['a', 'b'].map((kid) => ({ header: { alg: 'A128KW', kid }, encrypted_key: 'AAAA' }));
    await inspector.paste(
      JSON.stringify({ protected: part({ enc: 'A128GCM' }), recipients, iv: 'AA', ciphertext: 'AA', tag: 'AA' }, null, 2),
    );
    await inspector
      .card('Encrypted object (JWE JSON)')
      .getByRole('button', { name: /^Recipient 2/ })
      .click();
    await expect(inspector.reading).toContainText('Which key it was made with.');
    await expect(inspector.card('Decrypt')).toBeVisible();

    const claims = part({ sub: 'alice', exp });
    const [first, second] = [part({ alg: 'HS256', kid: 'mine' }), part({ alg: 'RS256', kid: 'theirs' })];
    const mac = createHmac('sha256', secret).update(`${first}.${claims}`).digest('base64url');
    const two = [
      { protected: first, signature: mac },
      { protected: second, signature: 'AAAA' },
    ];
    await inspector.paste(JSON.stringify({ payload: claims, signatures: two }));
    const object = inspector.card('Signed object (JWS JSON)');
    await expect(object).toContainText('2 signatures not checked · HS256, RS256');
    await page.getByLabel('Secret', { exact: true }).fill(secret.toString('hex'));
    await inspector.pick('Written as', 'Hex');
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await expect(object).toContainText('1 of 2 signatures valid · HS256, RS256');
    await expect(object.getByRole('button', { name: /^Signature 2 not valid RS256 · theirs/ })).toBeVisible();
    await expect(inspector.card('Signature').getByRole('listitem')).toHaveText([/^Valid\. HS256/, /^Not valid\. RS256/]);

    await inspector.paste(makeCertificate({ commonName: 'api.example', names: ['api.example'] }).cert);
    await expect(inspector.card('Certificate (X.509)')).toContainText('DNS api.example');

    const disclosure = part(['salt-1', 'given_name', 'Grace']);
    const digest = createHash('sha256').update(disclosure).digest('base64url');
    const issued = signed({ iss: 'https://issuer.example', vct: 'https://credentials.example/id', _sd: [digest, 'decoy'] }, secret);
    await inspector.paste(`${issued}~${disclosure}~`);
    const card = inspector.card(/SD-JWT/);
    await expect(card).toContainText('Given name of the user.');
    await card.getByRole('button', { name: 'Disclosures 1 disclosed · 1 kept back · sha-256' }).click();
    await expect(card).toContainText('Salt salt-1.');
    await page.getByLabel('Secret', { exact: true }).fill(secret.toString('hex'));
    await inspector.pick('Written as', 'Hex');
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await expect(inspector.card('Signature')).toContainText('Valid. HS256');

    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = privateKey.export({ format: 'jwk' });
    await inspector.paste(JSON.stringify({ keys: [{ ...jwk, kid: 'one' }] }));
    await expect(inspector.reading).toContainText('A server publishes public keys only.');
    await expect(inspector.reading).toContainText('••••••');
    await expect(inspector.reading).not.toContainText(String(jwk.d));

    await inspector.paste(
      '<a:Assertion xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion"><a:Issuer>https://idp.example</a:Issuer></a:Assertion>',
    );
    await expect(inspector.card('SAML assertion')).toContainText('decoded, not validated');
    await expect(inspector.card('SAML assertion')).toContainText('https://idp.example');

    const [header, payload = '', signature] = signed({ sub: 'apart', exp }, secret).split('.');
    await inspector.paste(`${header}..${signature}`);
    await page.getByLabel('Payload', { exact: true }).fill(Buffer.from(payload, 'base64url').toString());
    await expect(inspector.reading).toContainText('Subject: whom the token is about.');
  });
});

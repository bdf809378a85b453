/** The same request as `grantbench token`, by Node alone. Arguments: URL, client id, client secret, scope. */
const [, , url, id, secret, scope] = process.argv;
const response = await fetch(url, {
  method: 'POST',
  headers: { authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}` },
  body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
});
console.log(JSON.stringify(await response.json()));

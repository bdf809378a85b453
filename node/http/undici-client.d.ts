/**
 * The one file of undici that the HTTP port needs. Importing the package's front door loads fetch,
 * WebSocket and more, and costs the command line some 60 ms at every start.
 */
declare module 'undici/lib/dispatcher/client.js' {
  export { Client as default } from 'undici';
}

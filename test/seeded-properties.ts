import fc from 'fast-check';

/** Property tests draw the same cases for everyone: a failure can be repeated, and none comes and goes. */
fc.configureGlobal({ seed: 20_261_121 });

package org.netsonde.engine.security.crypto;

import org.netsonde.engine.Phrase;

/**
 * What came of checking a signature.
 *
 * @param ok whether it is right
 * @param text a sentence that says so, or exactly why not
 */
public record SignatureVerdict(boolean ok, Phrase text) {}

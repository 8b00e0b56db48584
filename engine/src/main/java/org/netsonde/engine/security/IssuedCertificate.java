package org.netsonde.engine.security;

import java.nio.file.Path;

/**
 * A certificate that an authority issued and keeps.
 *
 * @param name what it is called there
 * @param chain the file with it and those in between
 * @param key the file with its private key
 * @param details what it says
 */
public record IssuedCertificate(String name, Path chain, Path key, CertificateDetails details) {}

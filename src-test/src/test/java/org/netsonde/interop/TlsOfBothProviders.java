package org.netsonde.interop;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Our TLS, with either provider, against programs that others wrote. */
@ParameterizedClass
@ValueSource(strings = {"openssl", "jdk"})
abstract class TlsOfBothProviders extends WithAuthority {

    @Parameter
    String provider;
}

/** {@code http-server} and {@code http-client}: what they answer and ask for; how is a matter of {@code engine.http}. */
@NullMarked
package org.netsonde.engine.protocol.http;

import org.jspecify.annotations.NullMarked;

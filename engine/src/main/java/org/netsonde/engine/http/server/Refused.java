package org.netsonde.engine.http.server;

import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * What stands in place of a request, or of the rest of one, that is not served.
 *
 * @param refusal why
 * @param head its head, if that could be read
 */
record Refused(Refusal refusal, @Nullable HttpRequest head) {}

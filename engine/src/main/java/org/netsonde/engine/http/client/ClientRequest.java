package org.netsonde.engine.http.client;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;
import org.netsonde.engine.http.SentHeaders;

/**
 * A request as it is to be sent.
 *
 * @param method such as {@code GET}
 * @param url an address such as {@code https://example.com/get?a=1}, or a path with its query at the server that the
 *     client is aimed at
 * @param headers fields of its own, such as {@code Content-Type}, none of them secret
 * @param secrets fields with their secrets; not sent to another origin by a redirect
 * @param body what follows; empty for none. Not to be modified any more
 * @param saveTo where the body of the reply is saved; empty to keep it as a message only
 */
public record ClientRequest(
        String method, String url, HttpHeaders headers, SentHeaders secrets, byte[] body, Optional<SaveTo> saveTo) {}

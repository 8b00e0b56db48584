package org.netsonde.engine.protocol.http;

import java.util.Optional;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.protocol.MessageCodec;

/** Reads recorded messages of HTTP back. */
final class HttpCodec implements MessageCodec<HttpMessage> {

    @Override
    public byte[] encode(HttpMessage message) {
        return HttpText.of(message.method() + " " + message.url() + " HTTP/1.1\r\n", new byte[0]);
    }

    @Override
    public HttpMessage decode(byte[] payload) {
        return new HttpMessage();
    }

    @Override
    public Content content(byte[] payload) {
        HttpText text = HttpText.parse(payload);
        return new Content(
                text.isHttp() ? Optional.of(Phrase.of("words.verbatim", text.first() + " " + text.second())) : Optional.empty(),
                text.body(),
                "",
                text.mediaType());
    }
}

package org.netsonde.engine.protocol.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.Authorization;
import org.netsonde.engine.http.Header;
import org.netsonde.engine.http.HttpHeads;
import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.http.HttpUrl;
import org.netsonde.engine.http.SentHeaders;
import org.netsonde.engine.http.client.OwnFields;
import org.netsonde.engine.protocol.MessageCodec;
import org.netsonde.engine.protocol.SettingsException;

/** Requests and replies of HTTP as {@link HttpText} records them. */
final class HttpCodec implements MessageCodec<HttpMessage> {

    private static final int MOST_FIELDS = 100;

    /** Fields that a request gets by itself, or that say what an old one had. */
    private static final Set<String> NOT_AGAIN =
            Set.of("host", "content-length", "user-agent", "accept-encoding", "date", "server");

    @Override
    public byte[] encode(HttpMessage message) {
        Bodies.Body body =
                Bodies.of(message.content(), (file, max) -> ("«" + file + "»").getBytes(StandardCharsets.UTF_8));
        HttpHeaders fields = HttpRequestMaker.fields(message, body);
        for (Header header : message.headers()) {
            if (!header.secret().isNone()) {
                fields.add(header.name(), header.value() + HttpHeads.MASK);
            }
        }
        switch (message.authorization()) {
            case Authorization.None none -> {}
            case Authorization.Basic basic -> fields.set("Authorization", "Basic " + HttpHeads.MASK);
            case Authorization.Bearer bearer -> fields.set("Authorization", "Bearer " + HttpHeads.MASK);
        }
        String head = HttpHeads.request(message.method(), target(message), "HTTP/1.1", fields, SentHeaders.NONE);
        return HttpText.of(head, body.bytes());
    }

    private static String target(HttpMessage message) {
        return HttpUrl.parse(message.url()).with(message.query()).target();
    }

    @Override
    public HttpMessage decode(byte[] payload) {
        HttpText text = HttpText.parse(payload);
        boolean request = text.isHttp() && !text.isResponse();
        try {
            return request ? again(text) : posting(text);
        } catch (SettingsException e) {
            // Such as a path that is longer than any that is sent.
            return posting(text);
        }
    }

    private static HttpMessage again(HttpText text) {
        return new HttpMessage(
                text.first(), text.second(), List.of(), fields(text), Contents.of(text), new Authorization.None(), "");
    }

    private static HttpMessage posting(HttpText text) {
        return new HttpMessage("POST", "/", List.of(), List.of(), Contents.of(text), new Authorization.None(), "");
    }

    private static List<Header> fields(HttpText text) {
        List<Header> fields = new ArrayList<>();
        for (HttpText.Field field : text.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            boolean ofContent = name.equals("content-type") && text.body().length > 0;
            if (fields.size() < MOST_FIELDS
                    && !ofContent
                    && !NOT_AGAIN.contains(name)
                    && !OwnFields.isOwn(name)
                    && !field.value().contains(HttpHeads.MASK)) {
                try {
                    fields.add(new Header(field.name(), field.value()));
                } catch (SettingsException e) {
                    System.getLogger(HttpCodec.class.getName())
                            .log(System.Logger.Level.DEBUG, "a recorded field cannot be sent");
                }
            }
        }
        return fields;
    }

    @Override
    public MessageCodec.Content content(byte[] payload) {
        HttpText text = HttpText.parse(payload);
        if (!text.isHttp()) {
            return new MessageCodec.Content(Optional.empty(), payload);
        }
        return new MessageCodec.Content(Optional.of(kind(text)), Contents.decoded(text), text.head(), text.mediaType());
    }

    private static Phrase kind(HttpText text) {
        return Phrase.verbatim(
                text.isResponse()
                        ? text.startLine().substring(text.first().length()).strip()
                        : text.first() + " " + text.second());
    }

    @Override
    public List<Phrase> kinds() {
        return List.of(Phrase.verbatim("GET /get"), Phrase.verbatim("200 OK"));
    }

    @Override
    public boolean hasRules(HttpMessage example) {
        return true;
    }

    @Override
    public Optional<Verdict> inspect(byte[] payload) {
        HttpText text = HttpText.parse(payload);
        return text.isResponse() ? Optional.of(new Verdict(text.status() < 400, kind(text))) : Optional.empty();
    }

    @Override
    public Optional<Phrase> remark(HttpMessage message) {
        boolean unusual = message.method().equals("GET") || message.method().equals("HEAD");
        return unusual && !Contents.isNone(message.content())
                ? Optional.of(Phrase.of("remark.bodyUnusual", message.method()))
                : Optional.empty();
    }

    @Override
    public Optional<HttpMessage> remembered(HttpMessage message) {
        return Optional.of(new HttpMessage(
                message.method(),
                HttpSecrets.target(message.url()),
                Contents.masked(message.query()),
                message.headers().stream().map(HttpCodec::masked).toList(),
                Contents.masked(message.content()),
                message.authorization(),
                message.saveTo()));
    }

    private static Header masked(Header header) {
        // Those that are known by name have no secret in clear from the start.
        return header.isSecret() || !HttpSecrets.isSecret(header.name())
                ? header
                : new Header(header.name(), HttpHeads.MASK);
    }
}

package org.netsonde.engine.protocol.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.server.Pages;
import org.netsonde.engine.http.server.ReplyBody;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;
import org.netsonde.engine.message.rule.Captures;
import org.netsonde.engine.message.rule.Incoming;
import org.netsonde.engine.message.rule.Matcher;
import org.netsonde.engine.message.template.Template;
import org.netsonde.engine.message.template.TemplateContext;
import org.netsonde.engine.message.template.TemplateSources;
import tools.jackson.databind.JsonNode;

/** Replies by rules: the first that is about a request gives the reply. Safe for threads. */
final class RuleReplies {

    private record Compiled(HttpRule rule, PathPattern path, Matcher body, Template reply) {
        static Compiled of(HttpRule rule) {
            PathPattern path = PathPattern.compile(rule.path());
            Set<String> groups = new HashSet<>(rule.match().groups());
            groups.addAll(path.names());
            return new Compiled(
                    rule, path, rule.match().matcher(), Template.compile(rule.format(), rule.reply(), groups));
        }
    }

    private final List<Compiled> rules;
    private final TemplateSources sources;
    private final AtomicLong answered = new AtomicLong();

    RuleReplies(List<HttpRule> rules, TemplateSources sources) {
        this.rules = rules.stream().map(Compiled::of).toList();
        this.sources = sources;
    }

    /** The reply of the first rule that is about a request; empty where none is. */
    Optional<ServerReply> answer(ServerRequest request) {
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        List<String> path = PathPattern.segments(request.path());
        Map<String, List<String>> query = request.query();
        Incoming body = new Incoming(Unpooled.wrappedBuffer(request.body()));
        for (Compiled candidate : rules) {
            HttpRule rule = candidate.rule();
            Map<String, String> segments = candidate.path().match(path);
            if (segments == null
                    || !(rule.method().isEmpty() || isMethod(rule.method(), request.method()))
                    || !rule.conditions().stream().allMatch(condition -> holds(condition, request, query))) {
                continue;
            }
            Captures captures = candidate.body().match(body);
            if (captures != null) {
                return Optional.of(reply(candidate, request, body, group -> {
                    String segment = segments.get(group);
                    return segment == null ? captures.group(group) : segment.getBytes(StandardCharsets.UTF_8);
                }));
            }
        }
        return Optional.empty();
    }

    /** What answers GET also answers HEAD, whose body is left out. */
    private static boolean isMethod(String wanted, String method) {
        return wanted.equals(method) || (wanted.equals("GET") && method.equals("HEAD"));
    }

    private static boolean holds(HttpCondition condition, ServerRequest request, Map<String, List<String>> query) {
        List<String> values = switch (condition.place()) {
            case QUERY -> query.getOrDefault(condition.name(), List.of());
            case HEADER -> request.headers().getAll(condition.name());
        };
        return condition.value().isEmpty() ? !values.isEmpty() : values.contains(condition.value());
    }

    private ServerReply reply(Compiled compiled, ServerRequest request, Incoming body, Captures captures) {
        HttpRule rule = compiled.rule();
        ByteBuf out = Unpooled.buffer();
        Answer answer = new Answer(
                request,
                body,
                captures,
                answered.incrementAndGet(),
                sources.clock().instant(),
                sources.random().get());
        if (!compiled.reply().render(answer, out)) {
            return Pages.problem(
                    500, Phrase.of("httpReply.ruleTooLong", Template.MAX_OUTPUT).toString());
        }
        HttpHeaders headers = new DefaultHttpHeaders();
        if (!rule.contentType().isEmpty()) {
            headers.set("Content-Type", rule.contentType());
        }
        rule.fields().forEach(field -> headers.add(field.name(), field.value()));
        return new ServerReply(
                rule.status(), headers, new ReplyBody.Bytes(ByteBufUtil.getBytes(out)), rule.delay(), rule.close());
    }

    /** What the placeholders of one reply stand for. */
    private record Answer(
            ServerRequest request,
            Incoming incoming,
            Captures captures,
            long counter,
            Instant now,
            RandomGenerator random)
            implements TemplateContext {

        @Override
        public ByteBuf message() {
            return Unpooled.wrappedBuffer(request.body());
        }

        @Override
        public long connection() {
            return request.connection();
        }

        @Override
        public SocketAddress remote() {
            return request.remote();
        }

        @Override
        public @Nullable JsonNode json() {
            return incoming.json();
        }

        @Override
        public byte @Nullable [] group(String name) {
            return captures.group(name);
        }
    }
}

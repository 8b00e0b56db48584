package org.netsonde.engine.protocol.http;

import java.util.List;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.http.server.HttpService;
import org.netsonde.engine.http.server.Pages;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;
import org.netsonde.engine.message.template.TemplateSources;

/** What {@code http-server} answers: by its rules first, then by its routes. Safe for threads. */
final class TestService implements HttpService {

    private final RuleReplies rules;
    private final boolean routed;
    private final Routes routes;

    /**
     * A service.
     *
     * @param routed whether it has routes
     * @param login whether there are those of logins beside them, which are answered elsewhere
     */
    TestService(List<HttpRule> rules, boolean routed, boolean login) {
        routes = new Routes(login);
        this.rules = new RuleReplies(rules, TemplateSources.system());
        this.routed = routed;
    }

    @Override
    public boolean hidesQuery(String target) {
        return routed && routes.hidesQuery(target);
    }

    @Override
    public ServerReply answer(ServerRequest request) {
        return rules.answer(request)
                .orElseGet(() -> routed
                        ? routes.answer(request)
                        : Pages.problem(404, Phrase.of("httpReply.noRule").toString()));
    }
}

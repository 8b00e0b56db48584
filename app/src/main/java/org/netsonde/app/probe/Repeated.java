package org.netsonde.app.probe;

import org.netsonde.engine.http.HttpSecrets;
import org.netsonde.engine.probe.ProbePart;
import org.netsonde.engine.probe.ProbeRequest;
import org.netsonde.engine.probe.ProbeTarget;
import org.netsonde.engine.protocol.Durations;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A probe that was made once, as an endpoint that makes it again and again. Stateless. */
final class Repeated {

    /** The protocol of such endpoints. */
    static final String PROTOCOL = "probe";

    private Repeated() {}

    /** Its settings, where they differ from the defaults. The interval is that of probes, not of connections. */
    static ObjectNode settings(ProbeRequest request) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        ProbeTarget target = request.target();
        settings.put("host", target.host());
        settings.put("port", target.port());
        settings.put("probe", kind(request));
        if (!target.path().isEmpty()) {
            settings.put("path", path(target));
        }
        settings.put("connectTimeout", Durations.format(request.connects().limit()));
        settings.put("replyTimeout", Durations.format(request.limit()));
        if (request.dns() != null) {
            settings.put("dns", request.dns().toString());
        }
        return settings;
    }

    /** A workspace holds no secrets: what gives access is left out with all that stands behind the path. */
    private static String path(ProbeTarget target) {
        return hasSecret(target) ? target.path().split("\\?", 2)[0] : target.path();
    }

    /** Whether something in the target may give access to something. */
    static boolean hasSecret(ProbeTarget target) {
        return HttpSecrets.secretIn(target.path()).isPresent();
    }

    /** As far as the probe went. */
    private static String kind(ProbeRequest request) {
        if (request.parts().contains(ProbePart.HTTP)) {
            return request.target().scheme().id();
        }
        return request.parts().contains(ProbePart.TLS) ? "tls" : "connect";
    }
}

package org.netsonde.engine.session.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.netsonde.engine.session.EndpointInfo;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.SessionEndpoint;

/**
 * Two endpoints that are compared.
 *
 * @param a of the first session
 * @param b of the second
 */
public record Pairing(SessionEndpoint a, SessionEndpoint b) {

    /**
     * Which endpoints of two sessions belong together: those of the same name and protocol, then of the same name, then,
     * in their order, of the same protocol. What has no counterpart is left out.
     */
    public static List<Pairing> of(Session a, Session b) {
        List<SessionEndpoint> left = new ArrayList<>(b.endpoints());
        List<SessionEndpoint> open = new ArrayList<>(a.endpoints());
        List<Pairing> found = new ArrayList<>();
        match(
                open,
                left,
                found,
                (x, y) -> x.name().equals(y.name()) && x.protocol().equals(y.protocol()));
        match(open, left, found, (x, y) -> x.name().equals(y.name()));
        match(open, left, found, (x, y) -> x.protocol().equals(y.protocol()));
        List<? extends SessionEndpoint> order = a.endpoints();
        found.sort((x, y) -> Integer.compare(order.indexOf(x.a()), order.indexOf(y.a())));
        return found;
    }

    @FunctionalInterface
    private interface Likeness {
        boolean test(EndpointInfo a, EndpointInfo b);
    }

    private static void match(
            List<SessionEndpoint> open, List<SessionEndpoint> left, List<Pairing> found, Likeness alike) {
        for (SessionEndpoint a : List.copyOf(open)) {
            Predicate<SessionEndpoint> likeA = b -> alike.test(a.info(), b.info());
            Optional<SessionEndpoint> b = left.stream().filter(likeA).findFirst();
            b.ifPresent(other -> {
                open.remove(a);
                left.remove(other);
                found.add(new Pairing(a, other));
            });
        }
    }
}

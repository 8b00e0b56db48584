package org.netsonde.engine.relay.balance;

import io.netty.channel.EventLoop;
import org.netsonde.engine.protocol.EndpointContext;

/**
 * Makes what checks back ends over the network.
 *
 * @param context the relay
 * @param loop where checks run
 */
record NetworkProbers(EndpointContext context, EventLoop loop) {

    /** What carries out the checks of a pool. */
    Prober prober(PoolSettings settings) {
        return switch (settings.health()) {
            case HealthCheck.None none ->
                (aim, done) -> {
                    throw new IllegalStateException("nothing is to be checked");
                };
            case HealthCheck.Connect connect ->
                (aim, done) -> new StreamProbe(context, loop, connect.rhythm(), aim, done, null).start();
            case HealthCheck.Http http ->
                (aim, done) -> new StreamProbe(
                                context, loop, http.rhythm(), aim, done, judge -> new HttpTalk(http, aim, judge))
                        .start();
            case HealthCheck.Talk talk ->
                settings.datagrams()
                        ? (aim, done) -> new DatagramProbe(context, loop, talk, aim, done).start()
                        : (aim, done) -> new StreamProbe(
                                        context, loop, talk.rhythm(), aim, done, judge -> new StreamTalk(talk, judge))
                                .start();
        };
    }
}

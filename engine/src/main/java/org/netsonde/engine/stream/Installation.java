package org.netsonde.engine.stream;

import io.netty.channel.ChannelPipeline;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.traffic.TrafficTap;

/**
 * What a {@link MessageLayer} makes the stages of a connection from.
 *
 * @param pipeline where they are added
 * @param connection the connection
 * @param session to be told of messages
 * @param tap records traffic
 * @param exclusive whether the connection belongs to an event loop: the tap has no other writer, and writes go to the socket
 *     from there
 * @param clock the time of the latest read
 * @param peer what a client is aimed at; null for a server
 */
public record Installation(
        ChannelPipeline pipeline,
        StreamConnection connection,
        StreamSession session,
        TrafficTap tap,
        boolean exclusive,
        ReadClock clock,
        @Nullable InetSocketAddress peer) {}

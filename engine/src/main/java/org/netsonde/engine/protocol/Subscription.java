package org.netsonde.engine.protocol;

/** Something that was subscribed to; closing it twice does nothing. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}

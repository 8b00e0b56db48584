package org.netsonde.engine.message;

/** The settings of a behaviour; implemented by records, so that equal settings are known as such. */
public interface HandlerFactory {

    /** The behaviour, one instance for all connections of an endpoint. */
    MessageHandler handler();
}

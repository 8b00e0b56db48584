package org.netsonde.app.traffic;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.netsonde.engine.traffic.TrafficMessage;

/**
 * Something more that can be done with some messages.
 *
 * @param text what it is called
 * @param fits which messages it can be done with
 * @param action does it
 */
public record MessageCommand(String text, Predicate<TrafficMessage> fits, Consumer<TrafficMessage> action) {}

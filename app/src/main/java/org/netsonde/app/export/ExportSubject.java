package org.netsonde.app.export;

import java.util.Optional;
import java.util.function.Supplier;
import org.netsonde.engine.session.Session;
import org.netsonde.engine.session.TimeRange;

/**
 * What is exported.
 *
 * @param name what the user calls it
 * @param opens gives the run as it stands when asked, off the JavaFX thread: once to see what there is, and once for each
 *     export; whoever gives it closes it
 * @param visible the part that is being looked at, if any is
 */
public record ExportSubject(String name, Supplier<? extends Session> opens, Optional<TimeRange> visible) {}

package org.netsonde.engine.http.login;

import java.util.List;
import org.netsonde.engine.metrics.ChartSpec;
import org.netsonde.engine.metrics.MetricSpec;

/** The figures of servers that may require a login. */
public final class LoginMetrics {

    /** Who has logged in. */
    static final MetricSpec LOGINS = MetricSpec.counter("logins");

    /** Who has tried to, and was refused. */
    static final MetricSpec REFUSED = MetricSpec.counter("logins_refused");

    /** Sessions of the list that have not ended. */
    static final MetricSpec SESSIONS = MetricSpec.gauge("login_sessions");

    /** All of them. */
    public static final List<MetricSpec> ALL = List.of(LOGINS, REFUSED, SESSIONS);

    /** Their charts. */
    public static final List<ChartSpec> CHARTS = List.of(
            new ChartSpec("logins", List.of(LOGINS, REFUSED)), new ChartSpec("login-sessions", List.of(SESSIONS)));

    private LoginMetrics() {}
}

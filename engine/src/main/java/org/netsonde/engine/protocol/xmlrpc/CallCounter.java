package org.netsonde.engine.protocol.xmlrpc;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Failure;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.EndpointContext;

/**
 * Counts calls and faults. A document that is no call is a failure of the endpoint, too; a method that is called wrongly is not:
 * that is what faults are for. Safe for threads.
 */
final class CallCounter implements CallWatch {

    private final EndpointContext context;
    private final MeterWriter meter;

    CallCounter(EndpointContext context) {
        this.context = context;
        // Not that of an event loop, since calls come from several.
        meter = context.meter().writer(this);
    }

    @Override
    public void answered(InetSocketAddress from, @Nullable FaultException fault) {
        meter.add(XmlRpcMetrics.CALLS, 1);
        if (fault != null) {
            meter.add(XmlRpcMetrics.FAULTS, 1);
            if (fault.isMalformed()) {
                Failure failure =
                        Failure.of(Failure.Kind.MALFORMED_MESSAGE, "xmlRpcCall", Addresses.text(from), fault.phrase());
                meter.failed(failure.kind());
                context.fail().accept(failure);
            }
        }
    }
}

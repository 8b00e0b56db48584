package org.netsonde.engine.protocol.xmlrpc;

import java.util.Optional;
import org.netsonde.engine.Failure;
import org.netsonde.engine.http.HttpText;
import org.netsonde.engine.http.client.ReplyJudge;
import org.netsonde.engine.metrics.MeterWriter;
import org.netsonde.engine.protocol.xmlrpc.document.Document;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentException;

/** Counts results and faults that a client receives; faults are failures, and so are replies that are neither. Stateless. */
final class ResponseJudge implements ReplyJudge {

    @Override
    public Optional<Failure> received(MeterWriter meter, HttpText reply) {
        if (reply.status() != 200) {
            // Whatever it says, there was no call; that is for the client of HTTP to tell.
            return Optional.empty();
        }
        try {
            Document document = Bodies.read(reply);
            meter.add(XmlRpcMetrics.CALLS, 1);
            if (document instanceof Document.Fault fault) {
                meter.add(XmlRpcMetrics.FAULTS, 1);
                return Optional.of(Failure.of(
                        Failure.Kind.FAULT, "xmlRpcFault", fault.code(), XmlRpcCodec.shown(fault.message())));
            }
            return Optional.empty();
        } catch (DocumentException e) {
            return Optional.of(Failure.of(Failure.Kind.MALFORMED_MESSAGE, "xmlRpcBroken", e.phrase()));
        }
    }
}

package org.netsonde.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.netsonde.engine.probe.port.ListeningPort;
import org.netsonde.engine.probe.port.ListeningPorts;

/** Names the program that has a port which is in use, where the system tells. Stateless. */
final class PortHolder {

    private PortHolder() {}

    /**
     * The failure of a port in use, with who has it; as it was where nobody tells. Looks through the processes of this machine, so it is
     * not for event loops.
     *
     * @param own knows the name of the endpoint of this program that listens on a port
     */
    static Failure named(Failure failure, IntFunction<Optional<String>> own) {
        List<String> args = failure.what().args();
        if (args.size() < 2 || !args.get(1).matches("[0-9]{1,5}")) {
            return failure;
        }
        int port = Integer.parseInt(args.get(1));
        return ListeningPorts.holder(port)
                .map(program -> named(args.getFirst(), port, program, own))
                .orElse(failure);
    }

    private static Failure named(
            String where, int port, ListeningPort.Program program, IntFunction<Optional<String>> own) {
        if (program.pid() != ProcessHandle.current().pid()) {
            return Failure.of(Failure.Kind.ADDRESS_IN_USE, "portInUseBy", where, port, program.name(), program.pid());
        }
        return own.apply(port)
                .map(name -> Failure.of(Failure.Kind.ADDRESS_IN_USE, "portInUseByEndpoint", where, port, name))
                .orElseGet(() -> Failure.of(Failure.Kind.ADDRESS_IN_USE, "portInUseHere", where, port));
    }
}

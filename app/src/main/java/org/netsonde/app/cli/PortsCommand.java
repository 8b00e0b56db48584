package org.netsonde.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.netsonde.engine.exchange.Addresses;
import org.netsonde.engine.probe.port.ListeningPort;
import org.netsonde.engine.probe.port.ListeningPorts;
import org.netsonde.engine.probe.port.PortReading;
import org.netsonde.engine.probe.port.PortsJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code netsonde ports}: which ports of this machine are listened on, and by which program. */
@Command(name = "ports")
final class PortsCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--json", descriptionKey = "cli.option.portsJson")
    private boolean json;

    PortsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        PortReading reading = ListeningPorts.read();
        if (json) {
            console.json(PortsJson.write(reading));
            return ExitStatus.OK;
        }
        if (reading.ports().isEmpty() && reading.note() == null) {
            console.plain(console.texts().get("cli.ports.none"));
        }
        TextTable table = new TextTable(List.of(false, false, true, false));
        reading.ports().forEach(port -> table.row(row(port)));
        table.lines().forEach(console::plain);
        if (reading.note() != null) {
            console.problem(console.texts().get(reading.note()));
        }
        return ExitStatus.OK;
    }

    private List<String> row(ListeningPort port) {
        ListeningPort.Program program = port.program();
        String unknown = console.texts().get("cli.ports.unknown");
        return List.of(
                port.transport().name(),
                Addresses.text(
                        port.address().getAddress().getHostAddress(),
                        port.address().getPort()),
                program == null ? unknown : Long.toString(program.pid()),
                program == null ? unknown : program.name() + "  " + program.command());
    }
}
